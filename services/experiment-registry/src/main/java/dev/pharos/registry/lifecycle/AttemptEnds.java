package dev.pharos.registry.lifecycle;

import dev.pharos.contracts.job.RunState;
import dev.pharos.registry.lifecycle.RunEffect.BackOff;
import dev.pharos.registry.lifecycle.RunEffect.EndAttempt;
import dev.pharos.registry.lifecycle.RunEffect.EndRun;
import java.util.ArrayList;
import java.util.List;

/** What becomes of a run whose attempt ended without a result. */
final class AttemptEnds {
  private AttemptEnds() {}

  /** The attempt failed or was lost: another one after a wait, as long as there are any left. */
  static Decision badly(
      RetryPolicy policy, RunLife life, AttemptState state, String reason, boolean retryable) {
    var end = new EndAttempt(life.attempt(), state, reason);
    var failed = life.failedOnceMore();
    if (failed.cancelling()) {
      return cancelled(failed, end);
    }
    if (!retryable) {
      return Decision.of(failed.letGo(RunState.FAILED, reason), end, new EndRun());
    }
    if (failed.failures() >= failed.maxAttempts()) {
      var why =
          failed.maxAttempts() == 1
              ? reason
              : "%d of %d attempts failed; the last one: %s"
                  .formatted(failed.failures(), failed.maxAttempts(), reason);
      return Decision.of(failed.letGo(RunState.FAILED, why), end, new EndRun());
    }
    var delay = policy.backOff(failed.failures());
    var why = "attempt %d: %s".formatted(failed.attempt(), reason);
    if (failed.wishes(StopWish.Kind.PAUSE)) {
      return Decision.of(failed.letGo(RunState.PAUSED, why), end);
    }
    return Decision.of(failed.letGo(RunState.QUEUED, why), end, new BackOff(delay));
  }

  /** The worker gave the attempt back: another one at once, and nothing is held against the run. */
  static Decision released(RunLife life, String reason) {
    var end = new EndAttempt(life.attempt(), AttemptState.STOPPED, reason);
    if (life.cancelling()) {
      return cancelled(life, end);
    }
    var why =
        life.wish()
            .map(StopWish::reason)
            .orElseGet(() -> "attempt %d: %s".formatted(life.attempt(), reason));
    var next = life.wishes(StopWish.Kind.PAUSE) ? RunState.PAUSED : RunState.QUEUED;
    return Decision.of(life.letGo(next, why), end);
  }

  /**
   * The worker never took the attempt: another one after a wait, which grows with each. Nothing is
   * held against the run, which nobody has tried.
   */
  static Decision untaken(RetryPolicy policy, RunLife life, String reason) {
    var released = released(life, reason);
    if (released.life().state() != RunState.QUEUED) {
      return released;
    }
    var effects = new ArrayList<>(released.effects());
    effects.add(new BackOff(policy.backOff(life.attempt())));
    return Decision.of(released.life(), effects);
  }

  /** Somebody asked for the run to end, and now its attempt has. */
  static Decision cancelled(RunLife life, EndAttempt end, RunEffect... others) {
    var effects = new ArrayList<RunEffect>(List.of(others));
    effects.add(end);
    effects.add(new EndRun());
    return Decision.of(
        life.letGo(
            RunState.CANCELLED, life.wish().map(StopWish::reason).orElse("stopped by its worker")),
        effects);
  }
}
