package dev.pharos.engine.operation;

import dev.pharos.networks.BatchNormalization;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation (Ioffe and Szegedy 2015, algorithms 1 and 2). With m values x of a channel in
 * the batch, mean u, variance v (divided by m) and r = 1 / sqrt(v + epsilon):
 *
 * <ul>
 *   <li>y = scale * r * (x - u) + shift
 *   <li>dshift = sum of g, dscale = r * sum of g * (x - u)
 *   <li>dx = scale * r * (g - dshift / m - (x - u) * r * dscale / m)
 * </ul>
 *
 * <p>{@linkplain RunningStatistics Running statistics} move only when the step is {@linkplain
 * #commit() accepted}.
 */
final class BatchNormalizationOperation implements Operation {
  private final double epsilon;
  private final double momentum;
  private INDArray scale;
  private INDArray shift;
  private INDArray scaleGradient;
  private INDArray shiftGradient;
  private INDArray runningMean;
  private INDArray runningVariance;
  private double[] mean;
  private double[] variance;
  private long count;

  BatchNormalizationOperation(BatchNormalization settings) {
    epsilon = settings.epsilon();
    momentum = settings.momentum();
  }

  @Override
  public void bindParameters(List<INDArray> parameters) {
    scale = parameters.get(0);
    shift = parameters.get(1);
  }

  @Override
  public void bindGradients(List<INDArray> gradients) {
    scaleGradient = gradients.get(0);
    shiftGradient = gradients.get(1);
  }

  @Override
  public void bindStatistics(List<INDArray> statistics) {
    runningMean = statistics.get(0);
    runningVariance = statistics.get(1);
  }

  @Override
  public INDArray forward(INDArray input, boolean training, Scratch scratch) {
    var output = scratch.output(input.shape());
    var x = Channels.of(input);
    var y = Channels.of(output);
    if (training) {
      measure(x);
    }
    var means = training ? mean : runningMean.toDoubleVector();
    var variances = training ? variance : runningVariance.toDoubleVector();
    var scales = scale.toDoubleVector();
    var shifts = shift.toDoubleVector();
    x.all().forEach(c -> x.map(c, scales[c] * root(variances[c]), means[c], shifts[c], y));
    return output;
  }

  private void measure(Channels x) {
    count = x.count();
    mean = new double[(int) scale.length()];
    variance = new double[mean.length];
    x.all()
        .forEach(
            c -> {
              var moments = x.moments(c);
              mean[c] = moments[0] / count;
              // In double precision the difference of the two loses nothing that 32 bits had; NaN
              // stays NaN.
              double difference = moments[1] / count - mean[c] * mean[c];
              variance[c] = difference < 0 ? 0 : difference;
            });
  }

  private double root(double ofVariance) {
    return 1 / Math.sqrt(ofVariance + epsilon);
  }

  @Override
  public INDArray backward(
      INDArray input, INDArray output, INDArray gradient, boolean wanted, Scratch scratch) {
    var x = Channels.of(input);
    var g = Channels.of(gradient);
    var inputGradient = wanted ? scratch.inputGradient(input.shape()) : null;
    var dx = wanted ? Channels.of(inputGradient) : null;
    var scales = scale.toDoubleVector();
    var sums = new double[scales.length][];
    x.all()
        .forEach(
            c -> {
              sums[c] = x.products(c, g, mean[c]);
              if (wanted) {
                double r = root(variance[c]);
                double a = scales[c] * r;
                double b = -a * r * r * sums[c][1] / count;
                x.map(c, a, g, b, mean[c], -a * sums[c][0] / count, dx);
              }
            });
    for (int c = 0; c < sums.length; c++) {
      shiftGradient.putScalar(c, sums[c][0]);
      scaleGradient.putScalar(c, root(variance[c]) * sums[c][1]);
    }
    return inputGradient;
  }

  @Override
  public void commit() {
    if (mean == null) {
      return; // a frozen layer, which measures nothing
    }
    new RunningStatistics(momentum, runningMean, runningVariance).move(mean, variance, count);
    mean = null;
    variance = null;
  }
}
