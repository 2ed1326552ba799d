package dev.pharos.engine;

/** Adds up, image by image, what an {@link Evaluation} says. */
final class EvaluationCount {
  private static final int TOP = 5;

  private final int classes;
  private final ViewMean mean;
  private final int[][] confusion;
  private long images;
  private long wrong;
  private long notInTop;
  private double loss;

  EvaluationCount(int classes) {
    this(classes, 1);
  }

  /**
   * @param views how many rows, one after the other, are of the same image
   */
  EvaluationCount(int classes, int views) {
    this.classes = classes;
    this.mean = new ViewMean(classes, views);
    this.confusion = new int[classes][classes];
  }

  /**
   * Takes the scores of a batch into account.
   *
   * @param scores one row for each view of an image
   */
  void add(float[] scores, Batch batch) {
    for (int view = 0; view < batch.size(); view++) {
      if (mean.add(scores, view * classes)) {
        add(mean.scores(), 0, batch.label(view));
      }
    }
  }

  private void add(float[] scores, int row, int label) {
    images++;
    loss += CrossEntropy.loss(scores, row, classes, label);
    confusion[label][best(scores, row)]++;
    int better = better(scores, row, label);
    wrong += better > 0 ? 1 : 0;
    notInTop += better >= TOP ? 1 : 0;
  }

  /** The class with the highest score, the first of them if there are several. */
  private int best(float[] scores, int row) {
    int best = 0;
    for (int i = 1; i < classes; i++) {
      if (comesBefore(scores, row, i, best)) {
        best = i;
      }
    }
    return best;
  }

  /** How many classes come before the label when sorted by score. */
  private int better(float[] scores, int row, int label) {
    int count = 0;
    for (int i = 0; i < classes; i++) {
      if (i != label && comesBefore(scores, row, i, label)) {
        count++;
      }
    }
    return count;
  }

  /**
   * Whether class a ranks before class b: by score, then by number; a score that is no number ranks
   * last.
   */
  private static boolean comesBefore(float[] scores, int row, int a, int b) {
    float scoreA = rankable(scores[row + a]);
    float scoreB = rankable(scores[row + b]);
    return scoreA > scoreB || (scoreA == scoreB && a < b);
  }

  private static float rankable(float score) {
    return Float.isNaN(score) ? Float.NEGATIVE_INFINITY : score;
  }

  Evaluation result() {
    double count = Math.max(1, images);
    return new Evaluation(images, loss / count, wrong / count, notInTop / count, confusion);
  }
}
