package dev.pharos.contracts.job;

import dev.pharos.contracts.MessageType;
import java.time.Instant;
import java.util.UUID;

/**
 * A run went from one state to another.
 *
 * @param run the run
 * @param attempt number of its current attempt, 0 before the first
 * @param from the old state, null when the run is new
 * @param to the new state
 * @param reason why, for people; may be null
 * @param at when
 */
@MessageType(name = "run.state-changed", version = 1)
public record RunStateChanged(
    UUID run, int attempt, RunState from, RunState to, String reason, Instant at)
    implements JobEvent {}
