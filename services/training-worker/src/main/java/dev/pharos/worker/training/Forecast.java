package dev.pharos.worker.training;

import dev.pharos.contracts.run.Progress;

/** How far a training is and how long it will take, from what it took so far. */
final class Forecast {
  private final int epochs;
  private final int stepsPerEpoch;
  private final int imagesPerEpoch;
  private final Throughput throughput = new Throughput();
  private double betweenEpochs;

  /**
   * @param imagesPerEpoch training images
   */
  Forecast(int epochs, int stepsPerEpoch, int imagesPerEpoch) {
    this.epochs = epochs;
    this.stepsPerEpoch = stepsPerEpoch;
    this.imagesPerEpoch = imagesPerEpoch;
  }

  /** Steps of the whole training. */
  long steps() {
    return (long) epochs * stepsPerEpoch;
  }

  void stepped(int images, long nanos) {
    throughput.add(images, nanos);
  }

  /** Takes note of how long evaluation and checkpoint took after an epoch. */
  void evaluated(long nanos) {
    betweenEpochs = nanos / 1e9;
  }

  double imagesPerSecond() {
    return throughput.imagesPerSecond();
  }

  /**
   * Where a training stands.
   *
   * @param epoch the epoch it is in, from 0
   * @param stepOfEpoch steps done of it
   */
  Progress at(int epoch, int stepOfEpoch) {
    var step = (long) epoch * stepsPerEpoch + stepOfEpoch;
    var rate = throughput.imagesPerSecond();
    Double left = null;
    if (rate > 0) {
      var images = (double) imagesPerEpoch * (steps() - step) / stepsPerEpoch;
      left = images / rate + betweenEpochs * (epochs - epoch);
    }
    return new Progress(Math.min(epoch + 1, epochs), epochs, step, steps(), rate, left);
  }
}
