package dev.pharos.contracts.job;

import dev.pharos.contracts.MessageType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A run is over.
 *
 * @param run the run
 * @param name its name
 * @param experiment its experiment
 * @param state SUCCEEDED, FAILED or CANCELLED
 * @param reason why it failed or was cancelled; may be null
 * @param attempts how many attempts it took
 * @param metrics its final metrics by name, such as {@code test/top1-error}
 * @param model the registered model that got the result; null if none
 * @param modelVersion the version it became; null if none
 * @param at when
 */
@MessageType(name = "run.ended", version = 1)
public record RunEnded(
    UUID run,
    String name,
    String experiment,
    RunState state,
    String reason,
    int attempts,
    Map<String, Double> metrics,
    String model,
    Integer modelVersion,
    Instant at)
    implements JobEvent {
  public RunEnded {
    metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
  }
}
