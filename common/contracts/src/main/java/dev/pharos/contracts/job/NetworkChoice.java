package dev.pharos.contracts.job;

import java.util.Map;

/**
 * A network of the catalogue.
 *
 * @param name such as {@code lenet5}
 * @param settings the network's own settings, such as {@code lrn: "false"} or {@code dropout:
 *     "0.5"}; the catalogue lists them
 */
public record NetworkChoice(String name, Map<String, String> settings) {
  public NetworkChoice {
    settings = settings == null ? Map.of() : Map.copyOf(settings);
  }
}
