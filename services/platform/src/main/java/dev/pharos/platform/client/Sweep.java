package dev.pharos.platform.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.job.SweepEnded;
import dev.pharos.contracts.job.SweepMethod;
import dev.pharos.contracts.job.SweepState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A sweep as the platform tells it.
 *
 * @param id its id
 * @param name its name
 * @param state where it stands
 * @param reason why it is there; may be null
 * @param method how its trials are chosen
 * @param metric what is compared
 * @param trials how many trials stand where, by their state
 * @param best the best trial so far; may be null
 * @param register the model that the best is to be registered as; may be null
 * @param version the version that it became; may be null
 * @param rungs how the trials stand on the rungs; empty in lists
 * @param importance how much each parameter tells about the result; empty in lists
 * @param createdAt when it was submitted
 * @param endedAt when it ended; may be null
 */
public record Sweep(
    UUID id,
    String name,
    SweepState state,
    String reason,
    SweepMethod method,
    String metric,
    Map<String, Integer> trials,
    SweepEnded.Best best,
    String register,
    Integer version,
    List<Rung> rungs,
    List<Weight> importance,
    Instant createdAt,
    Instant endedAt) {

  public Sweep {
    trials = trials == null ? Map.of() : trials;
    rungs = rungs == null ? List.of() : rungs;
    importance = importance == null ? List.of() : importance;
  }

  /** A rung. */
  public record Rung(long time, int trials, int promoted) {}

  /** How much a parameter tells about the result. */
  public record Weight(String parameter, double share) {}

  /** How many trials there are. */
  public int size() {
    return trials.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many trials stand there. */
  public int count(String trialState) {
    return trials.getOrDefault(trialState, 0);
  }

  /** How many trials have ended. */
  public int ended() {
    return size() - count("WAITING") - count("ACTIVE") - count("HELD");
  }

  /**
   * A trial.
   *
   * @param number its number, from 1
   * @param state where it stands
   * @param values its parameters
   * @param run its run; may be null
   * @param value newest value of the metric; may be null
   * @param epoch the epoch it is in; may be null
   * @param reason why it stands there; may be null
   */
  public record Trial(
      int number,
      String state,
      Map<String, JsonNode> values,
      UUID run,
      Double value,
      Integer epoch,
      String reason) {}
}
