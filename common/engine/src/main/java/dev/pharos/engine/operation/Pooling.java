package dev.pharos.engine.operation;

import dev.pharos.networks.Window;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What pooling operations have in common: how ND4J wants their window, and the shape of their
 * output.
 */
final class Pooling {
  private Pooling() {}

  static long[] arguments(Window window) {
    return arguments(window, false);
  }

  /**
   * @param same whether to pad so that there are size / stride positions, instead of as given
   */
  static long[] arguments(Window window, boolean same) {
    int kernel = window.kernel();
    int stride = window.stride();
    int padding = window.padding();
    int dilation = window.dilation();
    int mode = same ? 1 : 0;
    // The last two: padding left out of a mean, NCHW.
    return new long[] {
      kernel, kernel, stride, stride, padding, padding, dilation, dilation, mode, 0, 0
    };
  }

  static long[] outputShape(Window window, INDArray input) {
    return new long[] {
      input.size(0),
      input.size(1),
      positions(window, input.size(2)),
      positions(window, input.size(3))
    };
  }

  /** Positions of a window along an axis. */
  static long positions(Window window, long size) {
    return window.positions("window", "size", (int) size);
  }
}
