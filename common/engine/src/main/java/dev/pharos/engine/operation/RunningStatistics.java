package dev.pharos.engine.operation;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The running mean and variance of batch normalisation: they move by (1 - momentum) towards those
 * of each batch, whose variance is then divided by m - 1, as PyTorch does.
 */
public record RunningStatistics(double momentum, INDArray mean, INDArray variance) {

  /**
   * Takes in a batch.
   *
   * @param batchMean of each channel
   * @param batchVariance of each channel, divided by {@code count}
   * @param count m, values of a channel
   */
  public void move(double[] batchMean, double[] batchVariance, long count) {
    double unbiased = count > 1 ? count / (count - 1.0) : 1;
    for (int c = 0; c < batchMean.length; c++) {
      move(mean, c, batchMean[c]);
      move(variance, c, batchVariance[c] * unbiased);
    }
  }

  private void move(INDArray running, int channel, double towards) {
    running.putScalar(channel, momentum * running.getDouble(channel) + (1 - momentum) * towards);
  }
}
