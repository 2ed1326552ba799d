package dev.pharos.engine.operation;

import dev.pharos.engine.tensor.Planes;
import dev.pharos.networks.Window;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Maximum or mean of windows the last of which hangs over the edge further than the native
 * operations can be told: map by map, in double precision, on as many threads as there are.
 */
final class OverhangingPoolingOperation implements Operation {
  private final Window window;
  private final boolean maximum;

  /**
   * @param maximum the maximum, else the mean
   */
  OverhangingPoolingOperation(Window window, boolean maximum) {
    this.window = window;
    this.maximum = maximum;
  }

  @Override
  public INDArray forward(INDArray input, boolean training, Scratch scratch) {
    var output = scratch.output(Pooling.outputShape(window, input));
    var from = Planes.of(input);
    var to = Planes.of(output);
    IntStream.range(0, from.count())
        .parallel()
        .forEach(
            plane -> {
              var values = from.read(plane);
              var results = new double[to.height() * to.width()];
              for (int at = 0; at < results.length; at++) {
                var taps = taps(at, from, to.width());
                results[at] =
                    maximum
                        ? values[largest(values, taps)]
                        : Arrays.stream(taps).mapToDouble(tap -> values[tap]).sum() / taps.length;
              }
              to.write(plane, results);
            });
    return output;
  }

  @Override
  public INDArray backward(
      INDArray input, INDArray output, INDArray gradient, boolean wanted, Scratch scratch) {
    if (!wanted) {
      return null;
    }
    var inputGradient = scratch.inputGradient(input.shape());
    var from = Planes.of(input);
    var given = Planes.of(gradient);
    var to = Planes.of(inputGradient);
    IntStream.range(0, from.count())
        .parallel()
        .forEach(
            plane -> {
              var values = from.read(plane);
              var gradients = given.read(plane);
              var results = new double[values.length];
              for (int at = 0; at < gradients.length; at++) {
                var taps = taps(at, from, given.width());
                if (maximum) {
                  results[largest(values, taps)] += gradients[at];
                } else {
                  for (int tap : taps) {
                    results[tap] += gradients[at] / taps.length;
                  }
                }
              }
              to.write(plane, results);
            });
    return inputGradient;
  }

  /** The values of the input that the window sees at one position of the output. */
  private int[] taps(int position, Planes input, int columns) {
    int top = position / columns * window.stride() - window.padding();
    int left = position % columns * window.stride() - window.padding();
    return IntStream.range(0, window.kernel())
        .map(row -> top + row * window.dilation())
        .filter(y -> y >= 0 && y < input.height())
        .flatMap(
            y ->
                IntStream.range(0, window.kernel())
                    .map(column -> left + column * window.dilation())
                    .filter(x -> x >= 0 && x < input.width())
                    .map(x -> y * input.width() + x))
        .toArray();
  }

  /** Where the largest is, the first of them; a value that is no number counts as the largest. */
  private static int largest(double[] values, int[] taps) {
    int best = taps[0];
    for (int tap : taps) {
      if (values[tap] > values[best] || Double.isNaN(values[tap])) {
        best = tap;
      }
    }
    return best;
  }
}
