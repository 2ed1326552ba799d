package dev.pharos.registry.models;

import dev.pharos.contracts.job.DatasetChoice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A registered model.
 *
 * @param aliases version by alias
 * @param versions newest first
 */
public record ModelView(
    String name, Instant createdAt, Map<String, Integer> aliases, List<Version> versions) {

  /**
   * A version, and the run that it comes from.
   *
   * @param metrics the final metrics of the run
   */
  public record Version(
      int version,
      UUID run,
      Instant createdAt,
      String digest,
      long size,
      String network,
      DatasetChoice dataset,
      Map<String, Double> metrics) {}
}
