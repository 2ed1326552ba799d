package dev.pharos.engine.operation;

import dev.pharos.engine.tensor.NativeCall;
import dev.pharos.engine.tensor.Tensors;
import dev.pharos.networks.Window;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradients of a convolution's parameters without that of its input, for the first layer, where
 * ND4J's own operation spends four fifths of its time on what nobody wants.
 *
 * <p>The weights' gradient is itself a convolution, of the input with the output's gradient as the
 * kernel, in which images take the place of maps: dW[o, i, y, x] = sum over images n and positions
 * (r, c) of g[n, o, r, c] * in[n, i, r + y, c + x].
 */
final class WeightGradient {
  private final Window window;
  private NativeCall convolution;
  private long rows;
  private long columns;

  WeightGradient(Window window) {
    this.window = window;
  }

  /** With a stride it would be a dilated convolution, which oneDNN refuses at these sizes. */
  static boolean serves(Window window) {
    return window.stride() == 1 && window.dilation() == 1;
  }

  /** Writes the gradients of the weights, and of the biases where there are any. */
  void run(INDArray input, INDArray gradient, INDArray[] results, Scratch scratch) {
    prepare(gradient.size(2), gradient.size(3));
    var kernels = swapped(gradient, scratch);
    var weights = results[0];
    var sum = scratch.working(weights.size(1), weights.size(0), weights.size(2), weights.size(3));
    convolution.run(new INDArray[] {swapped(input, scratch), kernels}, sum);
    Tensors.swapLeading(sum, weights);
    if (results.length == 2) {
      kernels.reshape('c', kernels.size(0), kernels.length() / kernels.size(0)).sum(results[1], 1);
    }
  }

  private void prepare(long height, long width) {
    if (convolution == null || height != rows || width != columns) {
      rows = height;
      columns = width;
      long padding = window.padding();
      convolution = new NativeCall("conv2d", height, width, 1, 1, padding, padding, 1, 1, 0, 0, 1);
    }
  }

  /** The tensor with its first two dimensions exchanged; the same memory where one of them is 1. */
  private static INDArray swapped(INDArray tensor, Scratch scratch) {
    long[] shape = {tensor.size(1), tensor.size(0), tensor.size(2), tensor.size(3)};
    if (tensor.size(0) == 1 || tensor.size(1) == 1) {
      return tensor.reshape('c', shape);
    }
    var swapped = scratch.working(shape);
    Tensors.swapLeading(tensor, swapped);
    return swapped;
  }
}
