package dev.pharos.worker.inspection;

import dev.pharos.contracts.inspection.CropChoice;
import dev.pharos.contracts.inspection.InspectionSpec;
import dev.pharos.engine.Classifier;
import dev.pharos.engine.Inspector;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.packed.Split;
import dev.pharos.imaging.prepare.Crops;
import dev.pharos.imaging.prepare.Fit;
import dev.pharos.networks.ConvolutionalForm;
import dev.pharos.worker.inspection.picture.Grid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;

/** How good a model is on a part of a data set, and what it is most wrong about. */
final class EvaluationView implements View {
  private static final int WORST = 24;
  private static final int BATCH = 60;
  private static final Grid MISTAKES = new Grid(6, 80, 4);

  /** Dense evaluation takes 256 pixels where training takes 224. */
  private static final double ENLARGEMENT = 8 / 7.0;

  @Override
  public void look(InspectionSpec spec, Path model, Images images, Findings findings)
      throws IOException {
    var crops = spec.crops() == null ? CropChoice.CENTRE : spec.crops();
    var numbers = images.of(spec.split(), Split.TEST, Split.VALIDATION);
    var count = new EvaluationReport.Count(images, spec.count() == null ? WORST : spec.count());
    if (crops == CropChoice.DENSE) {
      dense(model, images, numbers, count);
    } else {
      crops(model, images, numbers, crops == CropChoice.TEN ? Crops.TEN : Crops.CENTRE, count);
    }
    var report = count.report(crops.name().toLowerCase(Locale.ROOT));
    findings.figures("evaluation", report);
    if (!report.mistakes().isEmpty()) {
      var pictures = new ArrayList<Pixels>();
      for (var mistake : report.mistakes()) {
        pictures.add(images.shown(mistake.image()));
      }
      findings.picture("mistakes", MISTAKES.of(pictures));
    }
  }

  private static void crops(
      Path model, Images images, int[] numbers, Crops crops, EvaluationReport.Count count)
      throws IOException {
    int volume = images.preprocessing().input().volume();
    int atOnce = Math.max(1, BATCH / crops.count());
    var preparer = images.preparer();
    try (var classifier = Classifier.load(model)) {
      for (int from = 0; from < numbers.length; from += atOnce) {
        int size = Math.min(atOnce, numbers.length - from);
        var pixels = new float[size * crops.count() * volume];
        for (int i = 0; i < size; i++) {
          preparer.prepare(
              images.dataset().pixels(numbers[from + i]),
              crops,
              pixels,
              i * crops.count() * volume);
        }
        var answers = classifier.probabilities(pixels, size * crops.count());
        for (int i = 0; i < size; i++) {
          count.add(numbers[from + i], mean(answers, i * crops.count(), crops.count()));
        }
      }
    }
  }

  /** The mean of what is said of the crops of one image. */
  private static float[] mean(float[][] answers, int first, int count) {
    var mean = new float[answers[first].length];
    for (int label = 0; label < mean.length; label++) {
      double sum = 0;
      for (int crop = 0; crop < count; crop++) {
        sum += answers[first + crop][label];
      }
      mean[label] = (float) (sum / count);
    }
    return mean;
  }

  private static void dense(Path model, Images images, int[] numbers, EvaluationReport.Count count)
      throws IOException {
    var preprocessing = images.preprocessing();
    var input = preprocessing.input();
    boolean stored = preprocessing.fit() == Fit.CROP;
    int height =
        Math.max(
            stored ? preprocessing.stored().height() : 0,
            (int) Math.round(input.height() * ENLARGEMENT));
    int width =
        Math.max(
            stored ? preprocessing.stored().width() : 0,
            (int) Math.round(input.width() * ENLARGEMENT));
    var large = images.enlarged(height, width);
    try (var inspector = Inspector.ofModel(model, height, width)) {
      for (int number : numbers) {
        var scores = inspector.output(ConvolutionalForm.MEAN, large.tensor(number), 1);
        var probabilities = new float[scores.shape().channels()];
        for (int label = 0; label < probabilities.length; label++) {
          probabilities[label] = DenseView.probabilities(scores, label)[0];
        }
        count.add(number, probabilities);
      }
    }
  }
}
