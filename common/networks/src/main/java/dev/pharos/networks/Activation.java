package dev.pharos.networks;

import java.util.List;

/**
 * A function applied to each value.
 *
 * @param function which
 */
public record Activation(ActivationFunction function) implements LayerSpec {

  public Activation {
    NetworkException.requirePresent("function", function);
  }

  @Override
  public Shape output(String layer, List<Shape> inputs) {
    return Inputs.only(layer, inputs);
  }

  @Override
  public boolean inPlace() {
    return true;
  }
}
