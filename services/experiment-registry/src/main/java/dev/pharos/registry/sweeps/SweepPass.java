package dev.pharos.registry.sweeps;

import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.contracts.MessageCodec;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.SweepState;
import dev.pharos.registry.admission.Admission;
import dev.pharos.registry.admission.Answer;
import dev.pharos.registry.admission.RunControl;
import dev.pharos.registry.notices.Notices;
import dev.pharos.registry.search.Plan;
import dev.pharos.registry.search.SweepPlanner;
import dev.pharos.registry.search.TrialJob;
import dev.pharos.registry.search.TrialState;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * One look at a sweep, in one transaction: what has changed, and what follows from it. While
 * somebody else has the sweep, nothing happens.
 */
final class SweepPass {
  /** Looks that follow each other at once, as an end may follow the stops of trials. */
  private static final int MOST_ROUNDS = 3;

  private final Admission admission;
  private final RunControl control;
  private final SweepEnding ending;

  SweepPass(Admission admission, RunControl control, SweepEnding ending) {
    this.admission = admission;
    this.control = control;
    this.ending = ending;
  }

  /** Looks at a sweep and does what is to be done. */
  void run(Handle handle, UUID id) {
    boolean changed = false;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      var sweep = SweepStore.lockIfFree(handle, id);
      if (sweep.isEmpty()) {
        break;
      }
      var plan = SweepPlanner.plan(TrialStore.situation(handle, sweep.get()));
      if (plan.isEmpty() || !carryOut(handle, sweep.get(), plan)) {
        break;
      }
      changed = true;
    }
    if (changed) {
      Notices.sweep(handle, id);
    }
  }

  /** Whether anything changed. */
  private boolean carryOut(Handle handle, Sweep sweep, Plan plan) {
    var id = sweep.id();
    plan.records().forEach(record -> TrialStore.record(handle, id, record));
    plan.ends()
        .forEach(end -> TrialStore.state(handle, id, end.trial(), end.state(), end.reason()));
    plan.passed().forEach(step -> TrialStore.promote(handle, id, step));
    plan.held().forEach(step -> hold(handle, id, step));
    plan.resumed().forEach(step -> resume(handle, id, step));
    plan.stopped().forEach(end -> stop(handle, id, end));
    boolean began = plan.begun().isEmpty() || begin(handle, sweep, plan);
    plan.end()
        .ifPresent(
            end ->
                ending.end(
                    handle,
                    sweep,
                    end.succeeded() ? SweepState.SUCCEEDED : SweepState.FAILED,
                    end.reason()));
    return began || !plan.onlyBegins();
  }

  private void hold(Handle handle, UUID sweep, Plan.Step step) {
    var reason = "set aside at rung %d of its sweep".formatted(step.rung() + 1);
    TrialStore.state(handle, sweep, step.trial(), TrialState.HELD, reason);
    TrialStore.run(handle, sweep, step.trial())
        .ifPresent(run -> control.pause(handle, run, reason));
  }

  private void resume(Handle handle, UUID sweep, Plan.Step step) {
    TrialStore.promote(handle, sweep, step);
    TrialStore.state(handle, sweep, step.trial(), TrialState.ACTIVE, null);
    TrialStore.run(handle, sweep, step.trial()).ifPresent(run -> control.resume(handle, run));
  }

  /** A run that ended a moment ago is seen as what it is next time. */
  private void stop(Handle handle, UUID sweep, Plan.End end) {
    var run = TrialStore.run(handle, sweep, end.trial());
    boolean stops =
        run.isEmpty()
            || control.cancel(handle, run.get(), end.reason(), false) instanceof Answer.Accepted;
    if (stops) {
      TrialStore.state(handle, sweep, end.trial(), end.state(), end.reason());
    }
  }

  /** Begins trials, until one has to wait for room in its team; whether any was begun or failed. */
  private boolean begin(Handle handle, Sweep sweep, Plan plan) {
    boolean changed = false;
    for (int trial : plan.begun()) {
      var waits = begin(handle, sweep, trial);
      if (!waits.equals(sweep.reason())) {
        SweepStore.state(handle, sweep.id(), sweep.state(), waits.orElse(null));
      }
      if (waits.isPresent()) {
        return changed;
      }
      changed = true;
    }
    return changed;
  }

  /** Why it cannot be begun now; empty if it was, or never can. */
  private Optional<String> begin(Handle handle, Sweep sweep, int trial) {
    var values = TrialStore.values(handle, sweep.id(), trial);
    var job = TrialJob.of(sweep.spec(), values, sweep.id(), trial);
    try {
      var command = "sweep %s trial %d".formatted(sweep.id(), trial);
      var spec = MessageCodec.decode(JobSpec.class, job);
      var answer = admission.submit(handle, command, spec, sweep.submittedBy());
      if (answer instanceof Answer.Accepted accepted) {
        TrialStore.begun(handle, sweep.id(), trial, accepted.run());
        return Optional.empty();
      }
      var refused = (Answer.Refused) answer;
      if (refused.violations().stream().allMatch(wrong -> wrong.field().equals("team"))) {
        return Optional.of("trial %d cannot begin: %s".formatted(trial, refused.reason()));
      }
      TrialStore.state(handle, sweep.id(), trial, TrialState.FAILED, refused.reason());
    } catch (InvalidMessageException e) {
      TrialStore.state(handle, sweep.id(), trial, TrialState.FAILED, e.getMessage());
    }
    return Optional.empty();
  }
}
