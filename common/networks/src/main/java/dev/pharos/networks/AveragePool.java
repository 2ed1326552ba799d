package dev.pharos.networks;

import java.util.List;

/**
 * The mean of what each window sees of its input: padding, and what hangs over the edge, is left
 * out of the sum and of the number it is divided by.
 *
 * @param window the part that is averaged
 */
public record AveragePool(Window window) implements LayerSpec {

  public AveragePool {
    NetworkException.requirePresent("window", window);
    Inputs.requireNarrowPadding(window);
  }

  @Override
  public Shape output(String layer, List<Shape> inputs) {
    var input = Inputs.only(layer, inputs);
    return Inputs.slide(layer, window, input, input.channels());
  }
}
