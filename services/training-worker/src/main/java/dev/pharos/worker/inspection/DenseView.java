package dev.pharos.worker.inspection;

import dev.pharos.contracts.inspection.InspectionSpec;
import dev.pharos.engine.Inspector;
import dev.pharos.engine.LayerOutput;
import dev.pharos.engine.ModelFile;
import dev.pharos.networks.ConvolutionalForm;
import dev.pharos.networks.ReceptiveField;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a network says at every place of an image that is larger than its input, in one pass of its
 * convolutional form.
 */
final class DenseView implements View {
  private static final double DEFAULT_SCALE = 2;

  /** What is told of it; the window is what the first place sees. */
  private record Figures(
      int image,
      String file,
      String truth,
      String label,
      int height,
      int width,
      ReceptiveField window,
      List<List<Float>> probabilities) {}

  @Override
  public void look(InspectionSpec spec, Path model, Images images, Findings findings)
      throws IOException {
    int image = images.chosen(spec);
    int label = images.label(spec, image);
    var input = ModelFile.describe(model).network().input();
    double scale = spec.scale() == null ? DEFAULT_SCALE : spec.scale();
    int height = (int) Math.round(input.height() * scale);
    int width = (int) Math.round(input.width() * scale);
    var large = images.enlarged(height, width);
    try (var inspector = Inspector.ofModel(model, height, width)) {
      var layer = ConvolutionalForm.scores(inspector.network());
      var scores = inspector.output(layer, large.tensor(image), 1);
      var shape = scores.shape();
      var map = new ProbabilityMap(probabilities(scores, label), shape.height(), shape.width());
      var shown = ProbabilityMap.background(large.shown(image));
      findings.picture("input", shown);
      findings.picture("dense", map.over(shown, 1));
      findings.figures(
          "dense",
          new Figures(
              image,
              images.dataset().sourceName(image),
              images.className(image),
              images.labels().get(label),
              height,
              width,
              ReceptiveField.of(inspector.network(), layer, 0, 0),
              map.table()));
    }
  }

  /** Of one class at each place, row by row. */
  static float[] probabilities(LayerOutput scores, int label) {
    var shape = scores.shape();
    var probabilities = new float[shape.height() * shape.width()];
    for (int row = 0; row < shape.height(); row++) {
      for (int column = 0; column < shape.width(); column++) {
        double sum = 0;
        for (int c = 0; c < shape.channels(); c++) {
          sum += Math.exp(scores.at(0, c, row, column) - scores.at(0, label, row, column));
        }
        probabilities[row * shape.width() + column] = (float) (1 / sum);
      }
    }
    return probabilities;
  }
}
