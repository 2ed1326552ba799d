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
    int kernel = window.kernel();
    int stride = window.stride();
    int padding = window.padding();
    int dilation = window.dilation();
    // The last three: padding as given, padding left out of a mean, NCHW.
    return new long[] {
      kernel, kernel, stride, stride, padding, padding, dilation, dilation, 0, 0, 0
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

  /**
   * Positions of a window along an axis; what does not fill one is left out, as the network's
   * description allowed.
   */
  static long positions(Window window, long size) {
    return (size + 2L * window.padding() - window.extent()) / window.stride() + 1;
  }
}
