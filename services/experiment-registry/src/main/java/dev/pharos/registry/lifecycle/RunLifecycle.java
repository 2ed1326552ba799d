package dev.pharos.registry.lifecycle;

import dev.pharos.contracts.job.RunState;
import dev.pharos.registry.lifecycle.RunEffect.BeginAttempt;
import dev.pharos.registry.lifecycle.RunEffect.EndRun;
import dev.pharos.registry.lifecycle.RunEffect.Offer;
import dev.pharos.registry.lifecycle.RunEvent.AttemptLost;
import dev.pharos.registry.lifecycle.RunEvent.CancelRequested;
import dev.pharos.registry.lifecycle.RunEvent.DependencyBroken;
import dev.pharos.registry.lifecycle.RunEvent.OfferUnanswered;
import dev.pharos.registry.lifecycle.RunEvent.PauseRequested;
import dev.pharos.registry.lifecycle.RunEvent.Placed;
import dev.pharos.registry.lifecycle.RunEvent.Preempted;
import dev.pharos.registry.lifecycle.RunEvent.ResumeRequested;
import dev.pharos.registry.lifecycle.RunEvent.StopOverdue;
import dev.pharos.registry.lifecycle.RunEvent.WorkerSaid;

/**
 * Decides what an event means for a run.
 *
 * <pre>
 *            Placed            started                  succeeded
 *   QUEUED ----------> ASSIGNED -------> RUNNING -------------------> SUCCEEDED
 *    ^ ^ |                 |                |   failed, lost too often
 *    | | | cancel          | released, lost, preempted, retried       FAILED
 *    | | v                 v                v   stopped on request
 *    | | CANCELLED      (QUEUED) <----------+-----------------------> CANCELLED
 *    | +-------------------+----- paused ---+---> PAUSED
 *    +--------------------------- resumed ----------+
 * </pre>
 *
 * <p>The attempt number fences: what concerns another attempt than the one that goes on is ignored,
 * so that duplicates, redelivery and workers that were given up change nothing. A request to cancel
 * is kept: once it was accepted the run ends as CANCELLED, however its attempt ends. A pause or a
 * preemption lets the worker write a checkpoint first, and is held against nobody.
 */
public final class RunLifecycle {
  private final RetryPolicy policy;
  private final AttemptWords words;

  public RunLifecycle(RetryPolicy policy) {
    this.policy = policy;
    this.words = new AttemptWords(policy);
  }

  /** The state after an event, and what is to be done. Ended runs stay as they are. */
  public Decision decide(RunLife life, RunEvent event) {
    if (life.state().ended()) {
      return Decision.ignore(life, "the run has ended: " + life.state());
    }
    if (event instanceof WorkerSaid said) {
      return words.decide(life, said.word());
    }
    if (event instanceof Placed placed) {
      return placed(life, placed);
    }
    if (event instanceof CancelRequested cancel) {
      return Wishes.cancel(life, cancel);
    }
    if (event instanceof PauseRequested pause) {
      return Wishes.pause(life, pause);
    }
    if (event instanceof ResumeRequested) {
      return Wishes.resume(life);
    }
    if (event instanceof Preempted preempted) {
      return Wishes.preempt(life, preempted);
    }
    if (event instanceof DependencyBroken broken) {
      return dependencyBroken(life, broken);
    }
    if (event instanceof OfferUnanswered unanswered) {
      return offerUnanswered(life, unanswered);
    }
    if (event instanceof AttemptLost lost) {
      return attemptLost(life, lost);
    }
    return Wishes.overdue(life, (StopOverdue) event);
  }

  private static Decision placed(RunLife life, Placed placed) {
    if (life.state() != RunState.QUEUED) {
      return Decision.ignore(life, "the run is " + life.state() + " and waits for no worker");
    }
    var next = life.placedOn(placed.worker());
    return Decision.of(
        next,
        new BeginAttempt(next.attempt(), placed.worker()),
        new Offer(next.attempt(), placed.worker()));
  }

  private Decision offerUnanswered(RunLife life, OfferUnanswered unanswered) {
    if (!life.isCurrent(unanswered.attempt()) || life.state() != RunState.ASSIGNED) {
      return Decision.ignore(life, "attempt " + unanswered.attempt() + " waits for no answer");
    }
    var worker = life.worker().orElseThrow();
    if (life.offers() < policy.maxOffers()) {
      return Decision.of(life.offeredAgain(), new Offer(life.attempt(), worker));
    }
    var reason = "worker %s did not take it, though told %d times".formatted(worker, life.offers());
    return AttemptEnds.untaken(policy, life, reason);
  }

  private Decision attemptLost(RunLife life, AttemptLost lost) {
    if (!life.isCurrent(lost.attempt())) {
      return Decision.ignore(life, "attempt " + lost.attempt() + " is over already");
    }
    return lost.orderly()
        ? AttemptEnds.released(life, lost.reason())
        : AttemptEnds.badly(policy, life, AttemptState.LOST, lost.reason(), true);
  }

  private static Decision dependencyBroken(RunLife life, DependencyBroken broken) {
    if (life.held()) {
      return Decision.ignore(life, "the run waits for no other any more");
    }
    var end = broken.fails() ? RunState.FAILED : RunState.CANCELLED;
    return Decision.of(life.letGo(end, broken.reason()), new EndRun());
  }
}
