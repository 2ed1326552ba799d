package dev.pharos.networks;

import java.util.List;

/**
 * The maps of one or more inputs behind each other, in the order of the inputs: the end of an
 * inception module (Szegedy et al. 2014, section 4).
 */
public record Concatenation() implements LayerSpec {

  @Override
  public Shape output(String layer, List<Shape> inputs) {
    if (inputs.isEmpty()) {
      throw new NetworkException(layer + ".inputs", "none", "1 or more are needed");
    }
    var first = inputs.get(0);
    long channels = 0;
    for (var input : inputs) {
      if (input.height() != first.height() || input.width() != first.width()) {
        throw new NetworkException(
            layer + ".inputs", inputs, "all must have the same height and width to be joined");
      }
      channels += input.channels();
    }
    NetworkException.requireRange(layer + ".channels", channels, 1, Shape.MOST_CHANNELS);
    return new Shape((int) channels, first.height(), first.width());
  }
}
