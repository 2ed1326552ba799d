package dev.pharos.contracts.job;

import java.util.Map;

/**
 * A network of the catalogue.
 *
 * @param name such as {@code lenet5}
 * @param settings the network's own settings, such as {@code lrn: "false"} or {@code dropout:
 *     "0.5"}; the catalogue lists them
 * @param input size of the images it takes, height x width x channels such as {@code 64x64x3}; by
 *     default the network's own
 */
public record NetworkChoice(String name, Map<String, String> settings, String input) {
  public NetworkChoice {
    settings = settings == null ? Map.of() : Map.copyOf(settings);
  }

  /** A network at its own input size. */
  public NetworkChoice(String name, Map<String, String> settings) {
    this(name, settings, null);
  }
}
