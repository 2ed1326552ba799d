package dev.pharos.registry.sweeps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.job.RunState;
import dev.pharos.registry.search.TrialState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A trial.
 *
 * @param values its parameters
 * @param run its run; null before it has begun
 * @param runState the state of its run; null before it has begun
 * @param value newest value of the metric; null if there is none
 * @param rungs its value at each rung it was compared at, from the lowest; null where it is worst
 * @param epoch the epoch it is in; null before it trains
 * @param reason why it stands there; may be null
 */
public record TrialView(
    int number,
    TrialState state,
    Map<String, JsonNode> values,
    UUID run,
    RunState runState,
    Double value,
    List<Double> rungs,
    Integer epoch,
    String reason,
    Instant startedAt,
    Instant endedAt) {}
