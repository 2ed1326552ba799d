package dev.pharos.networks;

import java.util.List;

/**
 * Batch normalisation (Ioffe and Szegedy 2015, algorithm 1): each channel (each value of a vector)
 * is brought to mean 0 and variance 1, then multiplied by a trained scale and moved by a trained
 * shift.
 *
 * <p>While training, mean and variance are those of the batch: over all its images, rows and
 * columns, the variance divided by their number n. While predicting they are running ones, kept
 * with the model but not trained: after each step, running = momentum * running + (1 - momentum) *
 * batch, where the batch's variance is divided by n - 1 (by n when n is 1).
 *
 * @param epsilon added to the variance under the root, positive
 * @param momentum part of the running statistics that a step keeps, at least 0 and less than 1
 */
public record BatchNormalization(double epsilon, double momentum) implements LayerSpec {

  public BatchNormalization {
    if (!(epsilon > 0) || !Double.isFinite(epsilon)) {
      throw new NetworkException(
          "epsilon", epsilon, "a positive number is required, such as 0.00001");
    }
    if (!(momentum >= 0 && momentum < 1)) {
      throw new NetworkException("momentum", momentum, "valid: 0 up to, not including, 1");
    }
  }

  /** What nearly everybody uses: epsilon 1e-5, momentum 0.9. */
  public static BatchNormalization usual() {
    return new BatchNormalization(1e-5, 0.9);
  }

  @Override
  public Shape output(String layer, List<Shape> inputs) {
    return Inputs.only(layer, inputs);
  }

  @Override
  public List<ParameterTensor> parameters(List<Shape> inputs) {
    int channels = inputs.get(0).channels();
    return List.of(
        ParameterTensor.perChannel("scale", channels, 1),
        ParameterTensor.perChannel("shift", channels, 0));
  }

  @Override
  public List<ParameterTensor> statistics(List<Shape> inputs) {
    int channels = inputs.get(0).channels();
    return List.of(
        ParameterTensor.perChannel("mean", channels, 0),
        ParameterTensor.perChannel("variance", channels, 1));
  }

  /** One for each value: its scale and its shift. */
  @Override
  public long multiplyAdds(List<Shape> inputs, Shape output) {
    return output.elements();
  }
}
