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

  /** Where the window of a layer can stand, with {@code channels} output maps. */
  static Shape slide(String layer, Window window, Shape input, int channels) {
    return new Shape(
        channels,
        window.positions(layer, "height", input.height()),
        window.positions(layer, "width", input.width()));
  }
}
