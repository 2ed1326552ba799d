package dev.pharos.platform.client;

import dev.pharos.contracts.job.DatasetChoice;
import dev.pharos.contracts.job.RunState;
import dev.pharos.contracts.run.Progress;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A run as the platform tells it.
 *
 * @param id its id
 * @param name its name
 * @param experiment the experiment that collects it
 * @param team whose it is
 * @param state where it stands
 * @param reason why it is there; may be null
 * @param network the network
 * @param dataset the data set and its version
 * @param attempt number of the current attempt, 0 before the first
 * @param priority 1 (first) to 99
 * @param queue where it stands in the queue; null unless it waits there and was asked for by itself
 * @param progress how far it is; null before it begins
 * @param metrics the newest value of each metric
 * @param register the model it is to be registered as; may be null
 * @param model the model version it became; may be null
 * @param createdAt when it was submitted
 * @param startedAt when training began; may be null
 * @param endedAt when it ended; may be null
 */
public record Run(
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
    Queue queue,
    Progress progress,
    Map<String, Double> metrics,
    String register,
    ModelRef model,
    Instant createdAt,
    Instant startedAt,
    Instant endedAt) {

  public Run {
    metrics = metrics == null ? Map.of() : metrics;
  }

  /**
   * Where a run stands in the queue.
   *
   * @param position from 1; null while something keeps it out of the line
   * @param estimatedStart null where nobody knows
   */
  public record Queue(Integer position, Instant estimatedStart) {}

  /** A version of a registered model. */
  public record ModelRef(String name, int version) {}

  /** The newest value of a metric; NaN if it has none yet. */
  public double metric(String metric) {
    return metrics.getOrDefault(metric, Double.NaN);
  }
}
