package dev.pharos.worker.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.inspection.InspectionAssigned;
import dev.pharos.contracts.inspection.InspectionAssigned.StepCheckpoint;
import dev.pharos.contracts.inspection.InspectionSpec;
import dev.pharos.contracts.inspection.InspectionSucceeded.Result;
import dev.pharos.contracts.job.Normalisation;
import dev.pharos.engine.Classifier;
import dev.pharos.engine.Inspector;
import dev.pharos.engine.OcclusionMap;
import dev.pharos.imaging.packed.Split;
import dev.pharos.networks.ConvolutionalForm;
import dev.pharos.networks.ReceptiveField;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Looks into a network that has learned shapes. */
@Timeout(180)
class LookingTest {
  @TempDir static Path folder;
  private static TrainedShapes shapes;

  @BeforeAll
  static void train() throws Exception {
    shapes = new TrainedShapes(folder);
  }

  @AfterAll
  static void close() {
    shapes.close();
  }

  @Test
  void coveringTheObjectLowersItsProbabilityAndCoveringTheBackgroundDoesNot() throws IOException {
    double object = 0;
    double background = 0;
    int count = 0;
    try (var classifier = Classifier.load(shapes.modelFile())) {
      for (int image : shapes.images.indices(Split.TEST)) {
        var middle = shapes.middle(image);
        int label = shapes.looked().label(image);
        var pixels = shapes.looked().tensor(image);
        if (middle == null || classifier.probabilities(pixels, 1)[0][label] < 0.9) {
          continue;
        }
        var map =
            OcclusionMap.of(
                classifier, pixels, label, new OcclusionMap.Square(30, 8, new float[3]));
        object += map.uncovered() - map.at(middle[0] / 8, middle[1] / 8);
        int farRow = middle[0] < 28 ? map.rows() - 1 : 0;
        int farColumn = middle[1] < 28 ? map.columns() - 1 : 0;
        background += map.uncovered() - map.at(farRow, farColumn);
        if (++count == 20) {
          break;
        }
      }
    }
    assertThat(count).isEqualTo(20);
    assertThat(object / count)
        .as("lost with the object")
        .isGreaterThan(0.2)
        .isGreaterThan(3 * background / count);
    assertThat(background / count).as("lost with the background").isLessThan(0.1);
  }

  @Test
  void whatIsProjectedBackResemblesThePatchThatCausedItAndNotAnother() throws IOException {
    try (var inspector = Inspector.ofModel(shapes.modelFile())) {
      var numbers = shapes.images.indices(Split.TEST);
      var layer = Layers.last(inspector.network(), null);
      var excitement = new Excitement(inspector, layer, shapes.looked());
      var strongest = excitement.search(numbers, 80, 1);
      var tensors = new ArrayList<float[]>();
      var projections = new ArrayList<float[]>();
      for (int map : strongest.maps(12)) {
        var activation = strongest.of(map).get(0);
        var pixels = shapes.looked().tensor((int) activation.image());
        tensors.add(pixels);
        projections.add(
            inspector.project(layer, map, activation.row(), activation.column(), pixels));
      }
      double own = 0;
      double others = 0;
      for (int i = 0; i < tensors.size(); i++) {
        own += correlation(projections.get(i), tensors.get(i)) / tensors.size();
        others +=
            correlation(projections.get(i), shapes.looked().tensor(numbers[90 + i]))
                / tensors.size();
      }
      assertThat(own).as("own patch, beside another: %f", others).isGreaterThan(others + 0.15);
    }
  }

  /** Pearson's, over the pixels that the projection reaches. */
  private static double correlation(float[] projection, float[] pixels) {
    var reached = new ArrayList<Integer>();
    for (int i = 0; i < projection.length; i++) {
      if (projection[i] != 0) {
        reached.add(i);
      }
    }
    double meanA = reached.stream().mapToDouble(i -> projection[i]).average().orElseThrow();
    double meanB = reached.stream().mapToDouble(i -> pixels[i]).average().orElseThrow();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i : reached) {
      ab += (projection[i] - meanA) * (pixels[i] - meanB);
      aa += Math.pow(projection[i] - meanA, 2);
      bb += Math.pow(pixels[i] - meanB, 2);
    }
    return ab / Math.sqrt(aa * bb);
  }

  @Test
  void theMapOfALargerImageIsLargestOnTheObjectAndEqualsTheNetworkAtItsOwnSize()
      throws IOException {
    int side = TrainedShapes.INPUT;
    int large = 2 * side;
    try (var classifier = Classifier.load(shapes.modelFile());
        var same = Inspector.ofModel(shapes.modelFile(), side, side);
        var larger = Inspector.ofModel(shapes.modelFile(), large, large)) {
      int onObject = 0;
      int count = 0;
      for (int image : shapes.images.indices(Split.TEST)) {
        var pixels = shapes.looked().tensor(image);
        int label = shapes.looked().label(image);
        var probabilities = classifier.probabilities(pixels, 1)[0];
        if (shapes.middle(image) == null || probabilities[label] < 0.9) {
          continue;
        }
        var scores = same.output(ConvolutionalForm.MEAN, pixels, 1);
        for (int c = 0; c < probabilities.length; c++) {
          assertThat(DenseView.probabilities(scores, c)[0])
              .isCloseTo(probabilities[c], within(1e-4f));
        }
        var map =
            larger.output(
                ConvolutionalForm.scores(larger.network()), placed(pixels, side, large), 1);
        int best = 0;
        int columns = map.shape().width();
        for (int place = 1; place < columns * map.shape().height(); place++) {
          if (map.at(0, label, place / columns, place % columns)
              > map.at(0, label, best / columns, best % columns)) {
            best = place;
          }
        }
        var window =
            ReceptiveField.of(
                larger.network(),
                ConvolutionalForm.scores(larger.network()),
                best / columns,
                best % columns);
        int row = (window.top() + window.bottom()) / 2 - side;
        int column = (window.left() + window.right()) / 2 - side;
        onObject += row > 0 && row < side && column > 0 && column < side ? 1 : 0;
        if (++count == 20) {
          break;
        }
      }
      assertThat(onObject).isGreaterThanOrEqualTo(17);
    }
  }

  /** An image in the lower right quarter of a larger one, whose border goes on around it. */
  private static float[] placed(float[] pixels, int side, int large) {
    var values = new float[3 * large * large];
    for (int i = 0; i < values.length; i++) {
      int channel = i / (large * large);
      int row = Math.max(0, i / large % large - side);
      int column = Math.max(0, i % large - side);
      values[i] = pixels[(channel * side + row) * side + column];
    }
    return values;
  }

  @Test
  void tenCropsAreAtLeastAsGoodAsTheMiddle() throws IOException {
    var centre = json(look("{\"kind\":\"evaluation\"}"), "evaluation.json");
    var ten = json(look("{\"kind\":\"evaluation\",\"crops\":\"ten\"}"), "evaluation.json");
    var dense = json(look("{\"kind\":\"evaluation\",\"crops\":\"dense\"}"), "evaluation.json");

    assertThat(centre.path("images").asInt()).isEqualTo(120);
    assertThat(centre.path("top1Error").asDouble()).isLessThan(0.25);
    assertThat(ten.path("top1Error").asDouble())
        .isLessThanOrEqualTo(centre.path("top1Error").asDouble());
    assertThat(dense.path("top1Error").asDouble()).isLessThan(0.3);
    int wrong = 0;
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        wrong += row == column ? 0 : centre.at("/confusion/" + row + "/" + column).asInt();
      }
    }
    assertThat(wrong / 120.0).isCloseTo(centre.path("top1Error").asDouble(), within(1e-9));
    assertThat(centre.path("mistakes")).hasSize(Math.min(24, wrong));
  }

  @Test
  void everyKindLeavesAPictureAndFigures() throws IOException {
    assertThat(names(look("{\"kind\":\"filters\"}")))
        .containsExactly("filters.png", "filters.json");
    assertThat(names(look("{\"kind\":\"occlusion\",\"label\":\"ring\"}")))
        .containsExactly("input.png", "occlusion.png", "occlusion.json");
    assertThat(names(look("{\"kind\":\"dense\",\"image\":3,\"scale\":1.5}")))
        .containsExactly("input.png", "dense.png", "dense.json");
    var deconvolution = look("{\"kind\":\"deconvolution\",\"maps\":[2,5],\"images\":40}");
    assertThat(names(deconvolution)).containsExactly("deconvolution.png", "deconvolution.json");
    var figures = json(deconvolution, "deconvolution.json");
    assertThat(figures.at("/maps/1/map").asInt()).isEqualTo(5);
    assertThat(figures.at("/maps/0/examples")).hasSize(9);
    var evolution = look("{\"kind\":\"evolution\",\"count\":3,\"images\":40}");
    assertThat(json(evolution, "evolution.json").path("steps").toString()).isEqualTo("[18,216]");
    var picture = ImageIO.read(shapes.artifacts.open(find(evolution, "evolution.png")));
    assertThat(picture.getWidth()).isEqualTo(2 * 64 + 3);
    assertThat(picture.getHeight()).isEqualTo(3 * 64 + 2 * 3);
  }

  @Test
  void whatDoesNotFitIsRefusedInWords() {
    assertThatThrownBy(() -> look("{\"kind\":\"occlusion\",\"label\":\"moon\"}"))
        .hasMessage("label: class 'moon' does not exist; valid: cross, ring, triangle");
    assertThatThrownBy(() -> look("{\"kind\":\"occlusion\",\"image\":720}"))
        .hasMessage("image: 720 is not valid; 0 to 719");
    assertThatThrownBy(() -> look("{\"kind\":\"deconvolution\",\"maps\":[32]}"))
        .hasMessageContaining("maps: 32 is not valid;");
    assertThatThrownBy(() -> look("{\"kind\":\"filters\",\"layer\":\"conv9\"}"))
        .hasMessageContaining("layer: conv9 is not valid; valid:");
  }

  private static List<Result> look(String spec) throws IOException {
    return new Looking(shapes.artifacts)
        .look(
            new InspectionAssigned(
                UUID.randomUUID(),
                Json.mapper().readValue(spec, InspectionSpec.class),
                shapes.model,
                List.of(
                    new StepCheckpoint(18, shapes.checkpoints.get(0)),
                    new StepCheckpoint(216, shapes.checkpoints.get(1))),
                Normalisation.CHANNEL,
                shapes.dataset));
  }

  private static List<String> names(List<Result> results) {
    return results.stream().map(Result::name).toList();
  }

  private static ArtifactRef find(List<Result> results, String name) {
    return results.stream()
        .filter(result -> result.name().equals(name))
        .findFirst()
        .orElseThrow()
        .artifact();
  }

  private static JsonNode json(List<Result> results, String name) throws IOException {
    try (var in = shapes.artifacts.open(find(results, name))) {
      return Json.mapper().readTree(in);
    }
  }
}
