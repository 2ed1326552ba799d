package dev.pharos.contracts.job;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.MessageType;
import java.time.Instant;
import java.util.UUID;

/**
 * An attempt ended before training was done, because it was asked to or because its worker shuts
 * down.
 *
 * @param run the run
 * @param attempt its attempt
 * @param worker the worker
 * @param reason why it stopped
 * @param step steps done
 * @param checkpoint where the next attempt resumes; null if none was written
 * @param at when
 */
@MessageType(name = "attempt.stopped", version = 1)
public record AttemptStopped(
    UUID run,
    int attempt,
    String worker,
    StopReason reason,
    long step,
    ArtifactRef checkpoint,
    Instant at)
    implements AttemptEvent {}
