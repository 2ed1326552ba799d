package dev.pharos.registry.sweeps;

import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.contracts.Violation;
import dev.pharos.contracts.job.SweepSpec;
import dev.pharos.contracts.job.SweepState;
import dev.pharos.messaging.Outbox;
import dev.pharos.registry.admission.Admission;
import dev.pharos.registry.admission.Answer;
import dev.pharos.registry.admission.Answer.Accepted;
import dev.pharos.registry.admission.Answer.Refused;
import dev.pharos.registry.admission.Answer.Why;
import dev.pharos.registry.admission.RunControl;
import dev.pharos.registry.admission.TimeOrderedIds;
import dev.pharos.registry.models.Models;
import dev.pharos.registry.notices.Notices;
import dev.pharos.registry.search.TrialState;
import dev.pharos.registry.sql.Texts;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes or refuses sweeps, ends them, sets them aside and lets them go on, whichever way that is
 * asked. Everything happens in the caller's transaction; a command that comes again is answered
 * again and changes nothing.
 */
public final class SweepDesk {
  private static final Logger log = LoggerFactory.getLogger(SweepDesk.class);

  private final Admission admission;
  private final RunControl control;
  private final Outbox outbox;
  private final SweepEnding ending;
  private final TimeOrderedIds ids = new TimeOrderedIds(Clock.systemUTC());

  public SweepDesk(Admission admission, RunControl control, Outbox outbox, Models models) {
    this.admission = admission;
    this.control = control;
    this.outbox = outbox;
    this.ending = new SweepEnding(outbox, models);
  }

  /** What carries sweeps out. */
  SweepPass pass() {
    return new SweepPass(admission, control, ending);
  }

  /**
   * Makes a sweep, if its trials may run.
   *
   * @param command id of the command; the same id makes one sweep
   * @param asked what to search, valid by its schema
   * @param submittedBy who asks
   */
  public Answer submit(Handle handle, String command, SweepSpec asked, String submittedBy) {
    SweepStore.lockCommand(handle, command);
    var known = SweepStore.known(handle, command);
    if (known.isPresent()) {
      return repeated(command, known.get(), asked);
    }
    outbox.requireRoom();
    var violations = SweepRules.violations(asked);
    if (!violations.isEmpty()) {
      return Refused.of(Why.NOT_ALLOWED, violations);
    }
    try {
      return submit(handle, command, asked, SweepDraft.of(asked), submittedBy);
    } catch (InvalidMessageException e) {
      return Refused.of(Why.NOT_ALLOWED, e.violations());
    }
  }

  private Answer submit(
      Handle handle, String command, SweepSpec asked, SweepDraft draft, String submittedBy) {
    var violations = draft.violations(handle, admission);
    if (!violations.isEmpty()) {
      return Refused.of(Why.NOT_ALLOWED, violations);
    }
    var id = ids.next();
    SweepStore.insert(handle, id, command, asked, draft, submittedBy);
    log.info(
        "sweep {}: '{}' of {} trials submitted by {} with command {}",
        id,
        draft.spec().name(),
        draft.trials().size(),
        submittedBy,
        command);
    changed(handle, id);
    return new Accepted(id);
  }

  private static Answer repeated(String command, SweepStore.Known known, SweepSpec asked) {
    if (known.asked().equals(asked)) {
      return new Accepted(known.id());
    }
    var message =
        "command id '%s' was used for another sweep before, %s; give each sweep its own id"
            .formatted(command, known.id());
    return new Refused(Why.ID_TAKEN, message, List.of());
  }

  /**
   * Ends a sweep and its trials; their workers are let stop first.
   *
   * @param reason why, for people; may be null
   */
  public Answer cancel(Handle handle, UUID id, String reason) {
    var words = words(reason, "cancelled");
    return change(
        handle,
        id,
        sweep -> {
          var active = TrialStore.runs(handle, id, TrialState.ACTIVE);
          var held = TrialStore.runs(handle, id, TrialState.HELD);
          active.forEach(run -> control.cancel(handle, run, words, false));
          held.forEach(run -> control.cancel(handle, run, words, false));
          TrialStore.cancelAll(handle, id, words);
          ending.end(handle, sweep, SweepState.CANCELLED, words);
          return new Accepted(id);
        });
  }

  /**
   * Sets a sweep and its trials aside; their workers write checkpoints first.
   *
   * @param reason why, for people; may be null
   */
  public Answer pause(Handle handle, UUID id, String reason) {
    var words = words(reason, "its sweep was paused");
    return change(
        handle,
        id,
        sweep -> {
          if (sweep.state() == SweepState.RUNNING) {
            TrialStore.runs(handle, id, TrialState.ACTIVE)
                .forEach(run -> control.pause(handle, run, words));
            SweepStore.state(handle, id, SweepState.PAUSED, words(reason, "paused"));
          }
          return new Accepted(id);
        });
  }

  /** Lets a paused sweep go on, with its trials but those that wait at a rung. */
  public Answer resume(Handle handle, UUID id) {
    return change(
        handle,
        id,
        sweep -> {
          if (sweep.state() != SweepState.PAUSED) {
            return refused(Why.NOT_NOW, "sweep %s is not paused".formatted(id));
          }
          SweepStore.state(handle, id, SweepState.RUNNING, null);
          TrialStore.runs(handle, id, TrialState.ACTIVE)
              .forEach(run -> control.resume(handle, run));
          return new Accepted(id);
        });
  }

  private static Answer change(Handle handle, UUID id, Function<Sweep, Answer> change) {
    var sweep = SweepStore.lock(handle, id);
    if (sweep.isEmpty()) {
      return refused(Why.NO_RUN, "sweep %s does not exist".formatted(id));
    }
    var state = sweep.get().state();
    if (state.ended()) {
      var why = state == SweepState.CANCELLED ? Why.CANCELLED : Why.ENDED;
      return refused(why, "sweep %s has ended: %s".formatted(id, state));
    }
    var answer = change.apply(sweep.get());
    changed(handle, id);
    return answer;
  }

  private static void changed(Handle handle, UUID id) {
    Notices.sweep(handle, id);
    Notices.schedule(handle);
  }

  private static String words(String reason, String otherwise) {
    return reason == null || reason.isBlank() ? otherwise : Texts.storable(reason);
  }

  private static Refused refused(Why why, String message) {
    return new Refused(why, message, List.of(new Violation("sweep", message)));
  }
}
