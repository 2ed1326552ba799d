package dev.pharos.registry.sweeps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.job.SweepEnded;
import dev.pharos.contracts.job.SweepMethod;
import dev.pharos.contracts.job.SweepMode;
import dev.pharos.contracts.job.SweepState;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A sweep as lists show it.
 *
 * @param reason why it ended so, or what its trials wait for; may be null
 * @param job the job that every trial begins with, as it was written
 * @param trials how many trials stand where, by their state
 * @param best the best trial so far; null while none has a value
 * @param register the model name that was asked for; may be null
 * @param version the version of it that the best trial became; may be null
 */
public record SweepView(
    UUID id,
    String name,
    String team,
    SweepState state,
    String reason,
    SweepMethod method,
    String metric,
    SweepMode mode,
    JsonNode job,
    Map<String, Integer> trials,
    SweepEnded.Best best,
    String register,
    Integer version,
    Instant createdAt,
    Instant endedAt) {}
