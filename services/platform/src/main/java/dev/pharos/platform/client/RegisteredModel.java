package dev.pharos.platform.client;

import dev.pharos.contracts.job.DatasetChoice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A registered model as the platform tells it.
 *
 * @param name its name
 * @param createdAt when its first version was registered
 * @param aliases version by alias
 * @param versions newest first
 */
public record RegisteredModel(
    String name, Instant createdAt, Map<String, Integer> aliases, List<Version> versions) {

  public RegisteredModel {
    aliases = aliases == null ? Map.of() : aliases;
    versions = versions == null ? List.of() : versions;
  }

  /**
   * A version.
   *
   * @param run the run that made it
   * @param size bytes of the model file
   * @param metrics the run's final metrics
   */
  public record Version(
      int version,
      UUID run,
      Instant createdAt,
      long size,
      String network,
      DatasetChoice dataset,
      Map<String, Double> metrics) {

    public Version {
      metrics = metrics == null ? Map.of() : metrics;
    }
  }

  /** The aliases that point to a version, in alphabetical order. */
  public List<String> aliasesOf(int version) {
    return aliases.entrySet().stream()
        .filter(alias -> alias.getValue() == version)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
