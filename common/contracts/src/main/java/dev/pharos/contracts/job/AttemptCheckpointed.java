package dev.pharos.contracts.job;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.MessageType;
import java.time.Instant;
import java.util.Map;
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
 * @param metrics what was measured of the network as it is in the checkpoint, by name; empty within
 *     an epoch, null from workers that do not say
 * @param best the checkpoint of the best epoch so far, which goes on to be needed; null where that
 *     is this one, or the training does not stop early
 * @param at when
 */
@MessageType(name = "attempt.checkpointed", version = 1)
public record AttemptCheckpointed(
    UUID run,
    int attempt,
    String worker,
    int epoch,
    long step,
    ArtifactRef checkpoint,
    Map<String, Double> metrics,
    ArtifactRef best,
    Instant at)
    implements AttemptEvent {
  public AttemptCheckpointed {
    metrics = metrics == null ? null : Map.copyOf(metrics);
  }

  /** One of a worker that does not say what it measured. */
  public AttemptCheckpointed(
      UUID run,
      int attempt,
      String worker,
      int epoch,
      long step,
      ArtifactRef checkpoint,
      Instant at) {
    this(run, attempt, worker, epoch, step, checkpoint, null, null, at);
  }
}
