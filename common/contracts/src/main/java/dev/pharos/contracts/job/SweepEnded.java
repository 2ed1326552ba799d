package dev.pharos.contracts.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.MessageType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A sweep is over.
 *
 * @param sweep the sweep
 * @param name its name
 * @param state SUCCEEDED, FAILED or CANCELLED
 * @param reason why, for people; may be null
 * @param metric what was compared
 * @param best the best trial; null if no trial has a value
 * @param trials how many trials ended in each way, by their state
 * @param model the registered model that the best trial became a version of; may be null
 * @param version that version; may be null
 * @param at when
 */
@MessageType(name = "sweep.ended", version = 1)
public record SweepEnded(
    UUID sweep,
    String name,
    SweepState state,
    String reason,
    String metric,
    Best best,
    Map<String, Integer> trials,
    String model,
    Integer version,
    Instant at)
    implements JobEvent {

  /**
   * The best trial.
   *
   * @param trial its number, from 1
   * @param run its run
   * @param value its value of the metric
   * @param values its parameters
   */
  public record Best(int trial, UUID run, double value, Map<String, JsonNode> values) {}
}
