package dev.pharos.networks;

import java.util.List;

/**
 * The mean of each window; padding is left out of the mean.
 *
 * @param window the part that is averaged
 */
public record AveragePool(Window window) implements LayerSpec {

  public AveragePool {
    NetworkException.requirePresent("window", window);
  }

  @Override
  public Shape output(String layer, List<Shape> inputs) {
    var input = Inputs.only(layer, inputs);
    return Inputs.slide(layer, window, input, input.channels());
  }
}
