package dev.pharos.contracts.job;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.MessageType;
import java.time.Instant;
import java.util.UUID;

/**
 * A checkpoint is in the artifact store; the next attempt resumes from it.
 *
 * @param run the run
 * @param attempt its attempt
 * @param worker the worker
 * @param epoch whole epochs done
 * @param step steps done
 * @param checkpoint its bytes
 * @param at when
 */
@MessageType(name = "attempt.checkpointed", version = 1)
public record AttemptCheckpointed(
    UUID run, int attempt, String worker, int epoch, long step, ArtifactRef checkpoint, Instant at)
    implements AttemptEvent {}
