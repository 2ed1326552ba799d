package dev.pharos.networks;

import java.util.List;

/**
 * The sum of two or more inputs of the same shape, value by value: the skip connections of residual
 * networks (He et al. 2015b, equation 1).
 */
public record Addition() implements LayerSpec {

  @Override
  public Shape output(String layer, List<Shape> inputs) {
    if (inputs.size() < 2) {
      throw new NetworkException(
          layer + ".inputs", inputs.size() + " input", "2 or more are needed");
    }
    var first = inputs.get(0);
    for (var input : inputs) {
      if (!input.equals(first)) {
        throw new NetworkException(
            layer + ".inputs", inputs, "all must have the same shape to be added");
      }
    }
    return first;
  }
}
