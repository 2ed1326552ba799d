package dev.pharos.registry.lifecycle;

import dev.pharos.contracts.job.AttemptEvent;

/** What can happen to a run after it was accepted. */
public sealed interface RunEvent {

  /**
   * The scheduler found a worker for it.
   *
   * @param worker the worker's id
   */
  record Placed(String worker) implements RunEvent {}

  /**
   * A live worker was told of an attempt some time ago and does not list it among its own.
   *
   * @param attempt the attempt
   */
  record OfferUnanswered(int attempt) implements RunEvent {}

  /**
   * A worker said something about an attempt.
   *
   * @param word what it said
   */
  record WorkerSaid(AttemptEvent word) implements RunEvent {}

  /**
   * An attempt is gone with its worker.
   *
   * @param attempt the attempt
   * @param reason how that is known
   * @param orderly whether the worker shut down by itself, which is no failure
   */
  record AttemptLost(int attempt, String reason, boolean orderly) implements RunEvent {}

  /**
   * Somebody wants the run to end.
   *
   * @param reason why, for people
   * @param force whether to end it without waiting for its worker
   */
  record CancelRequested(String reason, boolean force) implements RunEvent {
    /** Lets the worker stop first. */
    public CancelRequested(String reason) {
      this(reason, false);
    }
  }

  /**
   * Somebody wants the run to be set aside.
   *
   * @param reason why, for people
   */
  record PauseRequested(String reason) implements RunEvent {}

  /** Somebody wants the run to go on. */
  record ResumeRequested() implements RunEvent {}

  /**
   * The scheduler wants the run to make room for a more urgent one.
   *
   * @param attempt the attempt
   * @param reason for whom, for people
   */
  record Preempted(int attempt, String reason) implements RunEvent {}

  /**
   * A run that this one waits for has ended without success.
   *
   * @param reason which one, for people
   * @param fails whether this one fails, or is skipped
   */
  record DependencyBroken(String reason, boolean fails) implements RunEvent {}

  /**
   * A worker was asked to stop and took too long.
   *
   * @param attempt the attempt
   */
  record StopOverdue(int attempt) implements RunEvent {}
}
