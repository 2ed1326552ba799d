package dev.pharos.networks;

import java.util.ArrayList;

/**
 * A square window that slides over the rows and columns of its input.
 *
 * @param kernel rows and columns of the window, F
 * @param stride step between two positions, S
 * @param padding zeros added on each side, P
 * @param dilation distance between two taps of the window, 1 for a dense one
 * @param rounding what to do when the last window does not fit
 */
public record Window(int kernel, int stride, int padding, int dilation, Rounding rounding) {
  private static final int MOST = 4096;

  public Window {
    NetworkException.requireRange("kernel", kernel, 1, MOST);
    NetworkException.requireRange("stride", stride, 1, MOST);
    NetworkException.requireRange("padding", padding, 0, MOST);
    NetworkException.requireRange("dilation", dilation, 1, MOST);
    NetworkException.requirePresent("rounding", rounding);
  }

  /** A window of size {@code kernel} that must fit exactly. */
  public static Window of(int kernel, int stride, int padding) {
    return new Window(kernel, stride, padding, 1, Rounding.EXACT);
  }

  /** The same window, leaving out what does not fill it. */
  public Window floored() {
    return new Window(kernel, stride, padding, dilation, Rounding.FLOOR);
  }

  /** The same window, with a last one that may hang over the edge. */
  public Window ceiled() {
    return new Window(kernel, stride, padding, dilation, Rounding.CEIL);
  }

  /** Rows or columns the window covers: F, or (F - 1) * dilation + 1. */
  public int extent() {
    return (kernel - 1) * dilation + 1;
  }

  /**
   * Positions of the window along one axis: (W - F + 2P) / S + 1, rounded as {@link #rounding}
   * says.
   *
   * @param layer the layer's name, for the message
   * @param axis "height" or "width", for the message
   * @param size W, rows or columns of the input
   * @throws NetworkException when the window is larger than its input, or does not fit exactly and
   *     must
   */
  public int positions(String layer, String axis, int size) {
    int room = size + 2 * padding - extent();
    if (room < 0) {
      throw new NetworkException(
          layer + ".kernel",
          kernel,
          "the window covers "
              + extent()
              + " but the input's "
              + axis
              + " is only "
              + (size + 2 * padding)
              + " with padding "
              + padding
              + ": use a kernel of at most "
              + (size + 2 * padding)
              + ", or a larger input");
    }
    if (room % stride != 0 && rounding == Rounding.EXACT) {
      throw new NetworkException(
          layer,
          "output "
              + axis
              + " ("
              + size
              + " - "
              + extent()
              + " + 2*"
              + padding
              + ") / "
              + stride
              + " + 1 = "
              + (room / (double) stride + 1),
          "it must be a whole number; nearest valid settings: " + nearest(size, room));
    }
    int filled = room / stride + 1;
    boolean overhangs = rounding == Rounding.CEIL && room % stride != 0;
    // The next window begins where the last that fits ends its stride; it must begin on the input.
    return overhangs && filled * stride < size + padding ? filled + 1 : filled;
  }

  private String nearest(int size, int room) {
    var ways = new ArrayList<String>();
    int below = size - room % stride;
    ways.add("an input " + below + " or " + (below + stride));
    around(padding, 0, p -> (size + 2 * p - extent()) % stride == 0, "padding ", ways);
    if (dilation == 1) {
      around(
          kernel,
          1,
          k -> k <= size + 2 * padding && (size + 2 * padding - k) % stride == 0,
          "kernel ",
          ways);
    }
    around(stride, 1, s -> room % s == 0, "stride ", ways);
    ways.add("or rounding floor, which leaves out " + room % stride + " of it");
    return String.join(", ", ways);
  }

  private static void around(
      int from,
      int least,
      java.util.function.IntPredicate fits,
      String name,
      ArrayList<String> ways) {
    for (int step = 1; step <= 8; step++) {
      for (int candidate : new int[] {from - step, from + step}) {
        if (candidate >= least && fits.test(candidate)) {
          ways.add(name + candidate);
          return;
        }
      }
    }
  }
}
