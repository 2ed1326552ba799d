package dev.pharos.worker.inspection;

import dev.pharos.contracts.inspection.InspectionSpec;
import dev.pharos.engine.Classifier;
import dev.pharos.engine.OcclusionMap;
import dev.pharos.imaging.prepare.Preprocessing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How the probability of a class falls when a grey square covers a part of an image. */
final class OcclusionView implements View {
  private static final int SQUARES_IN_A_SIDE = 4;
  private static final int PLACES_IN_A_SIDE = 16;

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
    int label = images.label(spec, image);
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
    var shown = ProbabilityMap.background(images.shown(image));
    float most = map.uncovered();
    for (float probability : map.probabilities()) {
      most = Math.max(most, probability);
    }
    var places = new ProbabilityMap(map.probabilities(), map.rows(), map.columns());
    findings.picture("input", shown);
    findings.picture("occlusion", places.over(shown, most));
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
            places.table()));
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
}
