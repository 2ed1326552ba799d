package dev.pharos.worker.inspection;

import dev.pharos.contracts.inspection.InspectionSpec;
import dev.pharos.engine.Classifier;
import dev.pharos.engine.OcclusionMap;
import dev.pharos.imaging.prepare.Preprocessing;
import dev.pharos.worker.inspection.picture.Canvas;
import dev.pharos.worker.inspection.picture.HeatMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the probability of a class falls when a grey square covers a part of an image. */
final class OcclusionView implements View {
  private static final int SQUARES_IN_A_SIDE = 4;
  private static final int PLACES_IN_A_SIDE = 16;
  private static final int SMALLEST_PICTURE = 256;

  /** What is told of it. */
  private record Figures(
      int image,
      String file,
      String truth,
      String label,
      int square,
      int stride,
      float uncovered,
      List<List<Float>> probabilities) {}

  @Override
  public void look(InspectionSpec spec, Path model, Images images, Findings findings)
      throws IOException {
    int image = images.chosen(spec);
    int label = spec.label() == null ? images.label(image) : images.labelOf(spec.label());
    var input = images.preprocessing().input();
    int side =
        spec.square() == null ? Math.max(1, input.width() / SQUARES_IN_A_SIDE) : spec.square();
    int stride =
        spec.stride() == null ? Math.max(1, input.width() / PLACES_IN_A_SIDE) : spec.stride();
    OcclusionMap map;
    try (var classifier = Classifier.load(model)) {
      map =
          OcclusionMap.of(
              classifier,
              images.tensor(image),
              label,
              new OcclusionMap.Square(side, stride, grey(images.preprocessing())));
    }
    int times = (SMALLEST_PICTURE + input.width() - 1) / input.width();
    var shown =
        Canvas.stretched(images.shown(image), input.height() * times, input.width() * times);
    float most = map.uncovered();
    for (float probability : map.probabilities()) {
      most = Math.max(most, probability);
    }
    var heat = HeatMap.of(map.probabilities(), map.rows(), map.columns(), 0, most);
    findings.picture("input", shown);
    findings.picture("occlusion", HeatMap.over(shown, heat, 0.6));
    findings.figures(
        "occlusion",
        new Figures(
            image,
            images.dataset().sourceName(image),
            images.className(image),
            images.labels().get(label),
            side,
            stride,
            map.uncovered(),
            rows(map.probabilities(), map.columns())));
  }

  /** The mean colour; where images are not normalised by it, the middle between black and white. */
  private static float[] grey(Preprocessing preprocessing) {
    boolean plain = preprocessing.mean().stream().allMatch(mean -> mean == 0);
    var fill = new float[preprocessing.input().channels()];
    for (int channel = 0; plain && channel < fill.length; channel++) {
      fill[channel] = (float) (0.5 / preprocessing.std().get(channel));
    }
    return fill;
  }

  static List<List<Float>> rows(float[] values, int columns) {
    var rows = new ArrayList<List<Float>>();
    for (int from = 0; from < values.length; from += columns) {
      var row = new ArrayList<Float>();
      for (int i = from; i < from + columns; i++) {
        row.add(values[i]);
      }
      rows.add(row);
    }
    return rows;
  }
}
