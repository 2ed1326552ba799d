package dev.pharos.engine;

import java.util.Arrays;

/**
 * The mean of what a network says of several views of one image: of the probabilities, not of the
 * scores (Krizhevsky and others 2012, section 4.1), in double precision and in a fixed order.
 */
final class ViewMean {
  private final int views;
  private final double[] sums;
  private final float[] scores;
  private int seen;

  /**
   * @param views how many views an image has, at least 1
   */
  ViewMean(int classes, int views) {
    if (views < 1) {
      throw new IllegalArgumentException("views: " + views + " is not valid; at least 1");
    }
    this.views = views;
    this.sums = new double[classes];
    this.scores = new float[classes];
  }

  /**
   * Takes the next view.
   *
   * @param from holds its scores, from row on
   * @return whether it was the last of its image, whose mean {@link #scores} has now
   */
  boolean add(float[] from, int row) {
    if (views == 1) {
      System.arraycopy(from, row, scores, 0, scores.length);
      return true;
    }
    if (seen == 0) {
      Arrays.fill(sums, 0);
    }
    double logSum = CrossEntropy.logSum(from, row, scores.length);
    for (int i = 0; i < sums.length; i++) {
      sums[i] += Math.exp(from[row + i] - logSum);
    }
    seen = (seen + 1) % views;
    if (seen == 0) {
      for (int i = 0; i < sums.length; i++) {
        // What is too improbable for a double is very improbable, and the loss stays a number.
        scores[i] = (float) Math.log(Math.max(sums[i] / views, Double.MIN_VALUE));
      }
    }
    return seen == 0;
  }

  /** Scores whose softmax is the mean of the probabilities; good until the next view. */
  float[] scores() {
    return scores;
  }
}
