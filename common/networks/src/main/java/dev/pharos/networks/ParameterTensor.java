package dev.pharos.networks;

import java.util.Arrays;
import java.util.List;

/**
 * One tensor of a layer: trainable parameters, or statistics that are kept with them. Its values
 * lie in row-major order of {@code shape}.
 *
 * @param name such as "weights" or "biases"; unique within the layer
 * @param shape convolution weights: output maps, input maps of one group, rows, columns; dense
 *     weights: outputs, inputs
 * @param fanIn inputs that one output sums
 * @param fanOut outputs that one input feeds
 * @param initial how it begins
 * @param decayed whether weight decay applies: to weights, not to biases nor to scale and shift of
 *     batch normalisation
 */
public record ParameterTensor(
    String name,
    List<Integer> shape,
    long fanIn,
    long fanOut,
    Initializer initial,
    boolean decayed) {
  static final String WEIGHTS = "weights";
  static final String BIASES = "biases";

  public ParameterTensor {
    shape = List.copyOf(shape);
  }

  static ParameterTensor weights(Initializer initial, long fanIn, long fanOut, Integer... shape) {
    return new ParameterTensor(WEIGHTS, Arrays.asList(shape), fanIn, fanOut, initial, true);
  }

  static ParameterTensor biases(Initializer initial, int length) {
    return new ParameterTensor(BIASES, List.of(length), 1, 1, initial, false);
  }

  static ParameterTensor perChannel(String name, int channels, double initial) {
    return new ParameterTensor(
        name, List.of(channels), 1, 1, new Initializer.Constant(initial), false);
  }

  /** The number of values; {@link Long#MAX_VALUE} where it is more than that. */
  public long elements() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1L, ParameterTensor::times);
  }

  /** The number of values of all; {@link Long#MAX_VALUE} where it is more than that. */
  public static long elements(List<ParameterTensor> tensors) {
    long sum = 0;
    for (var tensor : tensors) {
      sum += Math.min(tensor.elements(), Long.MAX_VALUE - sum);
    }
    return sum;
  }

  private static long times(long a, long b) {
    return a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
  }
}
