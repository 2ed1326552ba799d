package dev.pharos.contracts.job;

import dev.pharos.contracts.MessageType;
import java.time.Instant;
import java.util.UUID;

/**
 * An attempt ended with an error.
 *
 * @param run the run
 * @param attempt its attempt
 * @param worker the worker
 * @param reason what went wrong, for people
 * @param retryable whether another attempt may fare better: true for a lost disk or too little
 *     memory, false for a loss that became NaN
 * @param at when
 */
@MessageType(name = "attempt.failed", version = 1)
public record AttemptFailed(
    UUID run, int attempt, String worker, String reason, boolean retryable, Instant at)
    implements AttemptEvent {}
