package dev.pharos.registry.runs;

import dev.pharos.contracts.job.DatasetChoice;
import dev.pharos.contracts.job.RunState;
import dev.pharos.contracts.run.Progress;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A run as lists and live updates show it.
 *
 * @param metrics the newest value of each metric
 * @param register the model name that the job asked for; may be null
 * @param model what it was registered as; may be null
 */
public record RunView(
    UUID id,
    String name,
    String experiment,
    String team,
    RunState state,
    String reason,
    String network,
    DatasetChoice dataset,
    int attempt,
    int priority,
    Progress progress,
    Map<String, Double> metrics,
    Map<String, String> tags,
    String register,
    RegisteredModel model,
    Instant createdAt,
    Instant startedAt,
    Instant endedAt) {

  /** A version of a registered model. */
  public record RegisteredModel(String name, int version) {}
}
