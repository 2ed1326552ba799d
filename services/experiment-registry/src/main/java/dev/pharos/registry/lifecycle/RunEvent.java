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
   */
  record CancelRequested(String reason) implements RunEvent {}

  /**
   * A worker was asked to stop and took too long.
   *
   * @param attempt the attempt
   */
  record StopOverdue(int attempt) implements RunEvent {}
}
