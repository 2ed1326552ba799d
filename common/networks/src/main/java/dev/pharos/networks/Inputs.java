package dev.pharos.networks;

import java.util.List;

/** Checks what a layer is fed with. */
final class Inputs {
  private Inputs() {}

  /** The only input of a layer that takes one. */
  static Shape only(String layer, List<Shape> inputs) {
    if (inputs.size() != 1) {
      throw new NetworkException(
          layer + ".inputs", inputs.size() + " inputs", "exactly 1 is needed");
    }
    return inputs.get(0);
  }

  /**
   * Refuses a window over the edge: only pooling knows what to do with the part that is missing.
   */
  static void requireWholeWindows(Window window) {
    if (window.rounding() == Rounding.CEIL) {
      throw new NetworkException(
          "rounding", "ceil", "only pooling may hang over the edge; valid: exact, floor");
    }
  }

  /** Refuses padding so wide that a window could see nothing else. */
  static void requireNarrowPadding(Window window) {
    NetworkException.requireRange("padding", window.padding(), 0, Math.max(0, window.extent() - 1));
  }

  /** Where the window of a layer can stand, with {@code channels} output maps. */
  static Shape slide(String layer, Window window, Shape input, int channels) {
    return new Shape(
        channels,
        window.positions(layer, "height", input.height()),
        window.positions(layer, "width", input.width()));
  }
}
