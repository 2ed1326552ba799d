package dev.pharos.contracts.job;

import dev.pharos.contracts.MessageType;
import java.time.Instant;
import java.util.UUID;

/**
 * Training begins.
 *
 * @param run the run
 * @param attempt its attempt
 * @param worker the worker
 * @param device what it trains on, for people, such as {@code CPU, 2 cores, oneDNN}
 * @param parameters trainable parameters of the network
 * @param steps steps of the whole training
 * @param fromStep step that it resumes after; 0 at a fresh start
 * @param at when
 */
@MessageType(name = "attempt.started", version = 1)
public record AttemptStarted(
    UUID run,
    int attempt,
    String worker,
    String device,
    long parameters,
    long steps,
    long fromStep,
    Instant at)
    implements AttemptEvent {}
