package dev.pharos.networks;

import java.util.List;

/**
 * The largest value of each window; overlapping where the stride is less than the kernel
 * (Krizhevsky et al. 2012, section 3.4).
 *
 * @param window the part that is looked at
 */
public record MaxPool(Window window) implements LayerSpec {

  public MaxPool {
    NetworkException.requirePresent("window", window);
    Inputs.requireNarrowPadding(window);
  }

  @Override
  public Shape output(String layer, List<Shape> inputs) {
    var input = Inputs.only(layer, inputs);
    return Inputs.slide(layer, window, input, input.channels());
  }
}
