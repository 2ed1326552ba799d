package dev.pharos.registry.lifecycle;

import dev.pharos.contracts.job.RunState;
import dev.pharos.registry.lifecycle.RunEffect.AskToStop;
import dev.pharos.registry.lifecycle.RunEffect.EndAttempt;
import dev.pharos.registry.lifecycle.RunEffect.EndRun;
import dev.pharos.registry.lifecycle.RunEvent.CancelRequested;
import dev.pharos.registry.lifecycle.RunEvent.PauseRequested;
import dev.pharos.registry.lifecycle.RunEvent.Preempted;
import dev.pharos.registry.lifecycle.RunEvent.StopOverdue;
import dev.pharos.registry.lifecycle.StopWish.Kind;
import java.util.Optional;

/** Decides about runs that somebody wants to stop or to go on. */
final class Wishes {
  private Wishes() {}

  static Decision cancel(RunLife life, CancelRequested cancel) {
    if (!life.held()) {
      return Decision.of(life.letGo(RunState.CANCELLED, cancel.reason()), new EndRun());
    }
    var wish = new StopWish(Kind.CANCEL, cancel.reason());
    var asked = life.cancelling() ? life : life.wishing(Optional.of(wish));
    if (cancel.force()) {
      var end = new EndAttempt(life.attempt(), AttemptState.STOPPED, "its run was ended by force");
      return AttemptEnds.cancelled(asked, end, ask(life, wish));
    }
    return Decision.of(asked, ask(life, wish));
  }

  static Decision pause(RunLife life, PauseRequested pause) {
    if (life.state() == RunState.PAUSED) {
      return Decision.ignore(life, "the run is paused already");
    }
    if (life.cancelling()) {
      return Decision.ignore(life, "the run is about to end");
    }
    if (!life.held()) {
      return Decision.of(life.letGo(RunState.PAUSED, pause.reason()));
    }
    var wish = new StopWish(Kind.PAUSE, pause.reason());
    return Decision.of(life.wishing(Optional.of(wish)), ask(life, wish));
  }

  /** A worker that was asked to let go still does, and the run queues then. */
  static Decision resume(RunLife life) {
    if (life.state() == RunState.PAUSED) {
      return Decision.of(life.letGo(RunState.QUEUED, "resumed"));
    }
    return life.wishes(Kind.PAUSE)
        ? Decision.of(life.wishing(Optional.empty()))
        : Decision.ignore(life, "the run is " + life.state() + " and not paused");
  }

  static Decision preempt(RunLife life, Preempted preempted) {
    if (!life.isCurrent(preempted.attempt()) || life.state() != RunState.RUNNING) {
      return Decision.ignore(life, "attempt " + preempted.attempt() + " does not run");
    }
    if (life.wish().isPresent()) {
      return Decision.ignore(life, "the run's worker was asked to stop already");
    }
    var wish = new StopWish(Kind.PREEMPT, preempted.reason());
    return Decision.of(life.wishing(Optional.of(wish)), ask(life, wish));
  }

  /** The worker had time enough; the attempt is taken from it, and that is no failure. */
  static Decision overdue(RunLife life, StopOverdue overdue) {
    if (!life.isCurrent(overdue.attempt()) || life.wish().isEmpty()) {
      return Decision.ignore(life, "attempt " + overdue.attempt() + " was not asked to stop");
    }
    var reason = "worker %s did not stop in time".formatted(life.worker().orElseThrow());
    return life.cancelling()
        ? AttemptEnds.cancelled(life, new EndAttempt(life.attempt(), AttemptState.LOST, reason))
        : AttemptEnds.released(life, reason);
  }

  private static AskToStop ask(RunLife life, StopWish wish) {
    return new AskToStop(life.attempt(), life.worker().orElseThrow(), wish.kind().asked());
  }
}
