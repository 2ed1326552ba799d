package dev.pharos.engine.operation;

import dev.pharos.engine.tensor.NativeCall;
import dev.pharos.networks.Rounding;
import dev.pharos.networks.Shape;
import dev.pharos.networks.Window;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Maximum or mean of windows, by ND4J's native operations, which run on oneDNN where it is there.
 */
final class PoolingOperation implements Operation {
  private final NativeCall forward;
  private final NativeCall backward;
  private final Window window;

  private PoolingOperation(String name, Window window, boolean same) {
    this.window = window;
    this.forward = call(name, window, same);
    this.backward = call(name + "_bp", window, same);
  }

  private static NativeCall call(String name, Window window, boolean same) {
    return new NativeCall(name, Pooling.arguments(window, same)).forDilation(window.dilation());
  }

  static Operation max(Window window, Shape input) {
    return of("maxpool2d", window, input, true);
  }

  static Operation mean(Window window, Shape input) {
    return of("avgpool2d", window, input, false);
  }

  private static Operation of(String name, Window window, Shape input, boolean maximum) {
    int below = overhang(window, input.height());
    int right = overhang(window, input.width());
    if (below <= 0 && right <= 0) {
      return new PoolingOperation(name, window, false);
    }
    return isSame(window, input.height()) && isSame(window, input.width())
        ? new PoolingOperation(name, window, true)
        : new OverhangingPoolingOperation(window, maximum);
  }

  /** How far the last window hangs over the end of the input and its padding. */
  private static int overhang(Window window, int size) {
    if (window.rounding() != Rounding.CEIL) {
      return 0;
    }
    int end = (window.positions("window", "size", size) - 1) * window.stride() + window.extent();
    return end - size - 2 * window.padding();
  }

  /**
   * Whether the native operations' padding "same" does what the window does: it pads so that there
   * are size / stride positions, rounded up, and begins to do so at the end, so that what hangs
   * over by one is all at the end.
   */
  private static boolean isSame(Window window, int size) {
    int positions = window.positions("window", "size", size);
    int overhang = overhang(window, size);
    return window.padding() == 0
        && window.dilation() == 1
        && positions == (size + window.stride() - 1) / window.stride()
        && (overhang == 0 || overhang == 1);
  }

  @Override
  public INDArray forward(INDArray input, boolean training, Scratch scratch) {
    var output = scratch.output(Pooling.outputShape(window, input));
    forward.run(input, output);
    return output;
  }

  @Override
  public INDArray backward(
      INDArray input, INDArray output, INDArray gradient, boolean wanted, Scratch scratch) {
    if (!wanted) {
      return null;
    }
    var inputGradient = scratch.inputGradient(input.shape());
    backward.run(new INDArray[] {input, gradient}, inputGradient);
    return inputGradient;
  }
}
