package dev.pharos.contracts.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.MessageType;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A search for good hyper-parameters: one job, trained several times with other values.
 *
 * @param name the sweep's name; by default that of its job
 * @param job the job that every trial begins with, as it is written: what a recipe stands for is
 *     filled in for each trial
 * @param parameters what varies, by its place in the job such as {@code training.learningRate}
 * @param method how the trials are chosen; random
 * @param metric what is compared; {@code validation/top1-error}
 * @param mode which of its values are better; min
 * @param maxTrials how many trials at most, 1 to 1,000; all of a grid, else 20
 * @param concurrentTrials how many train at the same time at most, 1 to 1,000; 4
 * @param maxEpochs epochs of all trials together after which none begins or goes on to another
 *     rung; no limit
 * @param halving rungs and how many go on, for asha alone
 * @param seed of what is drawn; 1
 * @param register the registered model that gets the best trial as a new version; none
 */
@MessageType(name = "sweep-spec", version = 1)
public record SweepSpec(
    String name,
    JsonNode job,
    Map<String, SweepParameter> parameters,
    SweepMethod method,
    String metric,
    SweepMode mode,
    Integer maxTrials,
    Integer concurrentTrials,
    Long maxEpochs,
    Halving halving,
    Long seed,
    String register) {

  public static final String DEFAULT_METRIC = "validation/top1-error";

  public SweepSpec {
    parameters = parameters == null ? Map.of() : new TreeMap<>(parameters);
    parameters = Collections.unmodifiableMap(parameters);
    method = Objects.requireNonNullElse(method, SweepMethod.RANDOM);
    metric = Objects.requireNonNullElse(metric, DEFAULT_METRIC);
    mode = Objects.requireNonNullElse(mode, SweepMode.MIN);
    maxTrials = maxTrials == null && method != SweepMethod.GRID ? Integer.valueOf(20) : maxTrials;
    concurrentTrials = Objects.requireNonNullElse(concurrentTrials, 4);
    seed = Objects.requireNonNullElse(seed, 1L);
    halving = halving == null && method == SweepMethod.ASHA ? Halving.defaults() : halving;
  }

  /** The same with what was not said and follows from the job. */
  public SweepSpec settled(String title, int trials, Halving rungs) {
    return new SweepSpec(
        title,
        job,
        parameters,
        method,
        metric,
        mode,
        trials,
        concurrentTrials,
        maxEpochs,
        rungs,
        seed,
        register);
  }
}
