package dev.pharos.networks;

import java.util.List;

/**
 * A layer in its place.
 *
 * @param name unique in the network: letters, digits, "_", "-", "." and "/"
 * @param inputs names of earlier nodes, or {@link NetworkSpec#INPUT} for the image
 * @param layer what it does
 */
public record Node(String name, List<String> inputs, LayerSpec layer) {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_./-]{0,127}";

  public Node {
    if (name == null || !name.matches(NAME) || name.equals(NetworkSpec.INPUT)) {
      throw new NetworkException(
          "layer name",
          name,
          "letters, digits, _ - . / are allowed, at most 128, and not \"input\"");
    }
    NetworkException.requirePresent(name + ".inputs", inputs);
    NetworkException.requirePresent(name + ".layer", layer);
    inputs = List.copyOf(inputs);
    NetworkException.requireRange(name + ".inputs", inputs.size(), 1, 1024);
  }
}
