package dev.pharos.engine;

/**
 * Softmax cross-entropy of scores and labels, computed with the largest score taken out so that
 * nothing overflows. Its sums are in double precision and in a fixed order.
 */
final class CrossEntropy {
  private CrossEntropy() {}

  /**
   * The mean loss of a batch.
   *
   * @param scores one row of {@code classes} values for each image; replaced by the gradient of the
   *     mean loss
   * @param smoothing s: the target of each of K classes is s / K, and 1 - s more for the label
   *     (Szegedy et al. 2016, section 7)
   * @return in nats; not finite when a score is not
   */
  static double lossAndGradient(float[] scores, Batch batch, int classes, double smoothing) {
    double total = 0;
    for (int image = 0; image < batch.size(); image++) {
      int row = image * classes;
      int label = row + batch.label(image);
      // -sum of t * log p, with log p = score - logSum and the targets t adding up to 1
      double expected =
          (1 - smoothing) * scores[label]
              + (smoothing == 0 ? 0 : smoothing * mean(scores, row, classes));
      total += softmax(scores, row, classes) - expected;
      for (int i = row; i < row + classes; i++) {
        double target = smoothing / classes + (i == label ? 1 - smoothing : 0);
        scores[i] = (float) ((scores[i] - target) / batch.size());
      }
    }
    return total / batch.size();
  }

  private static double mean(float[] scores, int row, int classes) {
    double sum = 0;
    for (int i = row; i < row + classes; i++) {
      sum += scores[i];
    }
    return sum / classes;
  }

  /** The loss of one row, and nothing else. */
  static double loss(float[] scores, int row, int classes, int label) {
    return logSum(scores, row, classes) - scores[row + label];
  }

  /**
   * Replaces a row of scores by probabilities.
   *
   * @return the logarithm of the sum of the scores' exponentials
   */
  static double softmax(float[] scores, int row, int classes) {
    double logSum = logSum(scores, row, classes);
    for (int i = row; i < row + classes; i++) {
      scores[i] = (float) Math.exp(scores[i] - logSum);
    }
    return logSum;
  }

  /** The logarithm of the sum of the exponentials of a row's scores. */
  static double logSum(float[] scores, int row, int classes) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = row; i < row + classes; i++) {
      largest = Math.max(largest, scores[i]); // NaN if one is
    }
    double sum = 0;
    for (int i = row; i < row + classes; i++) {
      sum += Math.exp((double) scores[i] - largest);
    }
    return largest + Math.log(sum);
  }
}
