package dev.pharos.registry.scheduling;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.job.RunState;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.contracts.worker.StopAttempt;
import dev.pharos.messaging.Outbox;
import dev.pharos.registry.lifecycle.RunEvent.DependencyBroken;
import dev.pharos.registry.lifecycle.RunEvent.Placed;
import dev.pharos.registry.lifecycle.RunEvent.Preempted;
import dev.pharos.registry.notices.Notices;
import dev.pharos.registry.placement.Scheduler;
import dev.pharos.registry.queue.QueueStore;
import dev.pharos.registry.queue.Reasons;
import dev.pharos.registry.runs.RunChanges;
import dev.pharos.registry.scheduling.SchedulingStore.Stray;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at everything, in one transaction: takes attempts from workers that are gone, tells
 * workers again or to stop, and gives waiting runs to workers. Does nothing while another registry
 * schedules.
 *
 * <p>Runs that somebody else is changing at the moment are left for the next pass, so that a pass
 * never waits for a run. One pass at a time.
 */
final class SchedulingPass {
  private static final Logger log = LoggerFactory.getLogger(SchedulingPass.class);

  /** Workers that are told in one transaction; the rest follows in the next. */
  private static final int MOST_PLACED = 100;

  private final Patience patience;
  private final Watchdog watchdog;
  private final Scheduler scheduler;
  private final RunChanges runs;
  private final Outbox outbox;
  private final Leadership leadership;
  private final Stopwatches<HeldAttempt.Key> missing = new Stopwatches<>();
  private final Stopwatches<Stray> strays = new Stopwatches<>();

  SchedulingPass(Patience patience, Scheduler scheduler, RunChanges runs, Outbox outbox) {
    this.patience = patience;
    this.watchdog = new Watchdog(patience);
    this.scheduler = scheduler;
    this.runs = runs;
    this.outbox = outbox;
    this.leadership = new Leadership(patience.leaderLease());
  }

  /**
   * Looks and acts.
   *
   * @param speakers the workers that were heard within the time of a lease; empty if we have not
   *     heard well for so long, and cannot tell who was silent
   * @param named whether an attempt was named in its worker's last words: PostgreSQL may be slow,
   *     and behind what they say
   * @return in which time to look again at the latest, if something is due then
   */
  Optional<Duration> run(
      Handle handle, Optional<Set<String>> speakers, Predicate<HeldAttempt> named) {
    if (!leadership.lead(handle)) {
      missing.retain(List.of(), 0);
      strays.retain(List.of(), 0);
      return Optional.empty();
    }
    speakers.ifPresent(heard -> loseSilentWorkers(handle, heard));
    watch(handle, named, System.nanoTime());
    stopStrays(handle, System.nanoTime());
    return place(handle, speakers.orElse(Set.of()));
  }

  private void loseSilentWorkers(Handle handle, Set<String> speakers) {
    for (var name : SchedulingStore.loseSilentWorkers(handle, patience.workerLease(), speakers)) {
      log.warn("worker {} was silent for {} and is lost", name, patience.workerLease());
      Notices.worker(handle, name);
    }
    SchedulingStore.forgetWorkers(handle);
  }

  private void watch(Handle handle, Predicate<HeldAttempt> named, long nanos) {
    var held =
        SchedulingStore.held(handle).stream()
            .map(attempt -> named.test(attempt) ? attempt.named() : attempt)
            .toList();
    missing.retain(
        held.stream()
            .filter(HeldAttempt::workerIsAlive)
            .filter(attempt -> attempt.state() == RunState.RUNNING && !attempt.listed())
            .map(HeldAttempt::key)
            .toList(),
        nanos);
    for (var attempt : held) {
      watchdog
          .judge(attempt, missing.time(attempt.key(), nanos))
          .ifPresent(event -> runs.applyIfFree(handle, attempt.run(), event));
    }
  }

  /** An attempt that was taken from a worker, which came back and still works on it. */
  private void stopStrays(Handle handle, long nanos) {
    List<Stray> found = SchedulingStore.strays(handle, patience.settleTime());
    for (var stray : found) {
      if (strays.lap(stray, patience.settleTime(), nanos)) {
        log.info(
            "worker {} is told to stop attempt {} of run {}, which is not its own any more",
            stray.worker(),
            stray.attempt(),
            stray.run());
        outbox.append(
            handle,
            Topics.JOB_ASSIGNMENTS,
            stray.worker(),
            new StopAttempt(stray.worker(), stray.run(), stray.attempt(), StopReason.RELEASE));
      }
    }
    strays.retain(found, nanos);
  }

  private Optional<Duration> place(Handle handle, Set<String> speakers) {
    var situation = QueueStore.situation(handle, patience.workerLease(), speakers);
    if (situation.waiting().isEmpty()) {
      return Optional.empty();
    }
    Instant now = QueueStore.now(handle);
    var plan = scheduler.plan(situation, now);
    for (var broken : plan.broken()) {
      runs.applyIfFree(handle, broken.run(), new DependencyBroken(broken.reason(), broken.fails()));
    }
    for (var preemption : plan.preemptions()) {
      runs.applyIfFree(
          handle, preemption.run(), new Preempted(preemption.attempt(), preemption.reason()));
    }
    var some = plan.placements().stream().limit(MOST_PLACED).toList();
    for (var placement : some) {
      runs.applyIfFree(handle, placement.run(), new Placed(placement.worker()));
    }
    Reasons.note(handle, plan.waiting()).forEach(run -> Notices.run(handle, run));
    return some.size() < plan.placements().size()
        ? Optional.of(Duration.ZERO)
        : plan.wakeAt().map(time -> Duration.between(now, time));
  }

  /** Lets another registry schedule at once. */
  void resign(Handle handle) {
    leadership.resign(handle);
    Notices.schedule(handle);
  }
}
