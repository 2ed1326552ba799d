package dev.pharos.registry.lifecycle;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.job.AttemptStarted;
import dev.pharos.contracts.job.AttemptSucceeded;
import dev.pharos.contracts.job.StopReason;
import java.time.Duration;
import java.util.Map;

/** What is to be done about an event, besides storing the new state and announcing it. */
public sealed interface RunEffect {

  /** An attempt begins to exist. It resumes from the newest checkpoint, if there is one. */
  record BeginAttempt(int attempt, String worker) implements RunEffect {}

  /** Tell the worker of an attempt, for the first time or again. */
  record Offer(int attempt, String worker) implements RunEffect {}

  /** The worker trains. */
  record NoteStart(AttemptStarted word) implements RunEffect {}

  /**
   * The next attempt resumes from here.
   *
   * @param epoch epochs done; null where the worker did not say
   * @param metrics what was measured of it; null where the worker did not say
   * @param best the checkpoint that is needed besides; may be null
   */
  record KeepCheckpoint(
      int attempt,
      Integer epoch,
      long step,
      ArtifactRef checkpoint,
      Map<String, Double> metrics,
      ArtifactRef best)
      implements RunEffect {
    KeepCheckpoint(int attempt, Integer epoch, long step, ArtifactRef checkpoint) {
      this(attempt, epoch, step, checkpoint, null, null);
    }
  }

  /** Ask the worker to stop. */
  record AskToStop(int attempt, String worker, StopReason reason) implements RunEffect {}

  /** An attempt is over. The reason is for people and may be null. */
  record EndAttempt(int attempt, AttemptState state, String reason) implements RunEffect {}

  /** The run waits at least this long for its next attempt. */
  record BackOff(Duration delay) implements RunEffect {}

  /** Keep the model, the final metrics and the confusion matrix. */
  record KeepResult(AttemptSucceeded word) implements RunEffect {}

  /** Register the model under the name that the job gave, if it gave one. */
  record RegisterModel(AttemptSucceeded word) implements RunEffect {}

  /** The run is over; tell everyone. Comes last. */
  record EndRun() implements RunEffect {}
}
