package dev.pharos.worker.training;

import dev.pharos.engine.Evaluation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells what is measured under its fixed names, and remembers the latest value of each. */
final class Measurements {
  private final TrainingListener listener;
  private final Map<String, Double> latest;
  private double lossSum;
  private int lossSteps;

  /**
   * @param latest what a checkpoint remembers
   */
  Measurements(TrainingListener listener, Map<String, Double> latest) {
    this.listener = listener;
    this.latest = new TreeMap<>(latest);
  }

  /** Counts the loss of a step; the mean since the last report is what is told. */
  void stepped(double loss) {
    lossSum += loss;
    lossSteps++;
  }

  void report(long step, int epoch, double learningRate, double imagesPerSecond) {
    tell(MetricNames.TRAIN_LOSS, step, epoch, lossSum / lossSteps);
    tell(MetricNames.LEARNING_RATE, step, epoch, learningRate);
    tell(MetricNames.IMAGES_PER_SECOND, step, epoch, imagesPerSecond);
    lossSum = 0;
    lossSteps = 0;
  }

  /** Loss and errors of a split. */
  void all(String split, long step, int epoch, Evaluation measured) {
    tell(MetricNames.loss(split), step, epoch, measured.loss());
    errors(split, step, epoch, measured);
  }

  /** Errors of a split; its loss is told step by step. */
  void errors(String split, long step, int epoch, Evaluation measured) {
    tell(MetricNames.top1(split), step, epoch, measured.top1Error());
    tell(MetricNames.top5(split), step, epoch, measured.top5Error());
  }

  private void tell(String name, long step, int epoch, double value) {
    latest.put(name, value);
    listener.metric(name, step, epoch, value);
  }

  /** The latest value of each metric. */
  Map<String, Double> latest() {
    return Map.copyOf(latest);
  }

  static List<List<Integer>> rows(int[][] matrix) {
    return Arrays.stream(matrix).map(row -> Arrays.stream(row).boxed().toList()).toList();
  }
}
