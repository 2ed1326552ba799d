package dev.pharos.worker.inspection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How good a model is on some images.
 *
 * @param crops what of each image was looked at
 * @param images how many there were
 * @param top1Error share of images whose class was not the most probable
 * @param top5Error share of images whose class was not among the five most probable
 * @param loss mean cross-entropy, in nats
 * @param classes names of the classes, in the order of the confusion
 * @param confusion images by true class (row) and predicted class (column)
 * @param perClass precision and recall of each class
 * @param calibration accuracy by confidence
 * @param expectedCalibrationError mean distance between confidence and accuracy, by images in each
 *     bin (Guo et al. 2017, equation 3)
 * @param mistakes the most confidently wrong, the worst first
 */
record EvaluationReport(
    String crops,
    long images,
    double top1Error,
    double top5Error,
    double loss,
    List<String> classes,
    List<List<Integer>> confusion,
    List<ClassFigures> perClass,
    List<Bin> calibration,
    double expectedCalibrationError,
    List<Mistake> mistakes) {
  private static final int BINS = 10;
  private static final int TOP = 5;

  /**
   * One class; what would divide by 0 is null.
   *
   * @param precision share of the images taken for the class that are of it
   * @param recall share of the images of the class that were taken for it
   * @param f1 harmonic mean of both
   * @param images how many are of it
   */
  record ClassFigures(String name, Double precision, Double recall, Double f1, int images) {}

  /**
   * Images whose prediction had a probability between two bounds.
   *
   * @param from lower bound
   * @param to upper bound
   * @param images how many
   * @param confidence mean probability of the prediction; null without images
   * @param accuracy share that was right; null without images
   */
  record Bin(double from, double to, int images, Double confidence, Double accuracy) {}

  /** An image that was taken for another class. */
  record Mistake(
      int image, String file, String truth, String predicted, float confidence, float ofTruth) {}

  /** Adds up image by image. */
  static final class Count {
    private final Images images;
    private final int worst;
    private final int[][] confusion;
    private final int[] binned = new int[BINS];
    private final double[] confidence = new double[BINS];
    private final int[] right = new int[BINS];
    private final List<Mistake> mistakes = new ArrayList<>();
    private long seen;
    private long notFirst;
    private long notTop;
    private double loss;

    Count(Images images, int worst) {
      this.images = images;
      this.worst = worst;
      this.confusion = new int[images.labels().size()][images.labels().size()];
    }

    /** Takes one image into account. */
    void add(int image, float[] probabilities) {
      int truth = images.label(image);
      int predicted = 0;
      int better = 0;
      for (int i = 0; i < probabilities.length; i++) {
        if (probabilities[i] > probabilities[predicted]) {
          predicted = i;
        }
        // Ties rank as everywhere: the first class first.
        if (probabilities[i] > probabilities[truth]
            || (probabilities[i] == probabilities[truth] && i < truth)) {
          better++;
        }
      }
      seen++;
      loss -= Math.log(Math.max(probabilities[truth], Float.MIN_VALUE));
      notFirst += better > 0 ? 1 : 0;
      notTop += better >= TOP ? 1 : 0;
      confusion[truth][predicted]++;
      int bin = Math.min(BINS - 1, (int) (probabilities[predicted] * BINS));
      binned[bin]++;
      confidence[bin] += probabilities[predicted];
      right[bin] += predicted == truth ? 1 : 0;
      if (predicted != truth) {
        mistake(image, truth, predicted, probabilities);
      }
    }

    private void mistake(int image, int truth, int predicted, float[] probabilities) {
      mistakes.add(
          new Mistake(
              image,
              images.dataset().sourceName(image),
              images.labels().get(truth),
              images.labels().get(predicted),
              probabilities[predicted],
              probabilities[truth]));
      if (mistakes.size() >= 2 * worst + 64) {
        keepWorst();
      }
    }

    private void keepWorst() {
      mistakes.sort(
          Comparator.comparingDouble(Mistake::confidence)
              .reversed()
              .thenComparingInt(Mistake::image));
      mistakes.subList(Math.min(worst, mistakes.size()), mistakes.size()).clear();
    }

    EvaluationReport report(String crops) {
      keepWorst();
      double all = Math.max(1, seen);
      return new EvaluationReport(
          crops,
          seen,
          notFirst / all,
          notTop / all,
          loss / all,
          images.labels(),
          rows(),
          perClass(),
          bins(),
          calibrationError(),
          List.copyOf(mistakes));
    }

    private List<List<Integer>> rows() {
      var rows = new ArrayList<List<Integer>>();
      for (var row : confusion) {
        rows.add(Arrays.stream(row).boxed().toList());
      }
      return rows;
    }

    private List<ClassFigures> perClass() {
      var figures = new ArrayList<ClassFigures>();
      for (int c = 0; c < confusion.length; c++) {
        int ofClass = 0;
        int taken = 0;
        for (int other = 0; other < confusion.length; other++) {
          ofClass += confusion[c][other];
          taken += confusion[other][c];
        }
        figures.add(
            new ClassFigures(
                images.labels().get(c),
                share(confusion[c][c], taken),
                share(confusion[c][c], ofClass),
                share(2.0 * confusion[c][c], taken + ofClass),
                ofClass));
      }
      return figures;
    }

    private List<Bin> bins() {
      var bins = new ArrayList<Bin>();
      for (int bin = 0; bin < BINS; bin++) {
        bins.add(
            new Bin(
                bin / (double) BINS,
                (bin + 1) / (double) BINS,
                binned[bin],
                share(confidence[bin], binned[bin]),
                share(right[bin], binned[bin])));
      }
      return bins;
    }

    private double calibrationError() {
      double sum = 0;
      for (int bin = 0; bin < BINS; bin++) {
        sum += Math.abs(confidence[bin] - right[bin]);
      }
      return sum / Math.max(1, seen);
    }

    private static Double share(double part, int whole) {
      return whole == 0 ? null : part / whole;
    }
  }
}
