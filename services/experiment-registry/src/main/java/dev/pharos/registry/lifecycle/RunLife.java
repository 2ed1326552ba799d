package dev.pharos.registry.lifecycle;

import dev.pharos.contracts.job.RunState;
import java.util.Optional;
import java.util.UUID;

/**
 * A run, as far as its life is concerned.
 *
 * @param run its id
 * @param state where it stands
 * @param attempt number of its newest attempt, which fences; 0 before the first
 * @param worker who holds the newest attempt; empty unless ASSIGNED or RUNNING
 * @param offers how often the worker was told of the newest attempt
 * @param failures attempts that failed or were lost; attempts that a worker gave back do not count
 * @param maxAttempts failures at which the run is given up, from 1
 * @param wish that its worker was asked to stop, and why; empty if it was not
 * @param reason why it is in this state, for people
 */
public record RunLife(
    UUID run,
    RunState state,
    int attempt,
    Optional<String> worker,
    int offers,
    int failures,
    int maxAttempts,
    Optional<StopWish> wish,
    Optional<String> reason) {

  /**
   * @throws IllegalArgumentException if a run without an attempt has a worker, or the reverse
   */
  public RunLife {
    boolean held = state == RunState.ASSIGNED || state == RunState.RUNNING;
    if (held != worker.isPresent()) {
      throw new IllegalArgumentException(
          "run " + run + " is " + state + " and its worker is " + worker.orElse("nobody"));
    }
    if (attempt < 0 || (held && attempt == 0)) {
      throw new IllegalArgumentException(
          "run " + run + " is " + state + " and its attempt is " + attempt);
    }
    if (failures < 0 || failures > maxAttempts) {
      throw new IllegalArgumentException(
          "run " + run + " has " + failures + " failures of at most " + maxAttempts);
    }
  }

  /** A run that was just accepted. */
  public static RunLife queued(UUID run, int maxAttempts) {
    return new RunLife(
        run,
        RunState.QUEUED,
        0,
        Optional.empty(),
        0,
        0,
        maxAttempts,
        Optional.empty(),
        Optional.empty());
  }

  /** Whether a worker holds it. */
  public boolean held() {
    return worker.isPresent();
  }

  /** Whether the worker was asked to stop, because somebody wants the run to end. */
  public boolean cancelling() {
    return wishes(StopWish.Kind.CANCEL) && !state.ended();
  }

  /** Whether the worker was asked to stop for that reason. */
  public boolean wishes(StopWish.Kind kind) {
    return wish.filter(wanted -> wanted.kind() == kind).isPresent();
  }

  /** Whether {@code number} is the attempt that goes on at this moment. */
  boolean isCurrent(int number) {
    return held() && attempt == number;
  }

  RunLife placedOn(String newWorker) {
    return new RunLife(
        run,
        RunState.ASSIGNED,
        attempt + 1,
        Optional.of(newWorker),
        1,
        failures,
        maxAttempts,
        wish,
        Optional.empty());
  }

  RunLife offeredAgain() {
    return new RunLife(
        run, state, attempt, worker, offers + 1, failures, maxAttempts, wish, reason);
  }

  RunLife running() {
    return new RunLife(
        run, RunState.RUNNING, attempt, worker, offers, failures, maxAttempts, wish, reason);
  }

  RunLife wishing(Optional<StopWish> wanted) {
    return new RunLife(run, state, attempt, worker, offers, failures, maxAttempts, wanted, reason);
  }

  RunLife failedOnceMore() {
    return new RunLife(
        run, state, attempt, worker, offers, failures + 1, maxAttempts, wish, reason);
  }

  /** Held by nobody, in a new state. That somebody wanted its end is kept. */
  RunLife letGo(RunState newState, String why) {
    return new RunLife(
        run,
        newState,
        attempt,
        Optional.empty(),
        offers,
        failures,
        maxAttempts,
        wish.filter(wanted -> wanted.kind() == StopWish.Kind.CANCEL),
        Optional.ofNullable(why));
  }
}
