package dev.pharos.registry.admission;

import dev.pharos.contracts.Violation;
import dev.pharos.contracts.job.RunState;
import dev.pharos.registry.admission.Answer.Accepted;
import dev.pharos.registry.admission.Answer.Refused;
import dev.pharos.registry.admission.Answer.Why;
import dev.pharos.registry.lifecycle.RunEvent;
import dev.pharos.registry.lifecycle.RunEvent.CancelRequested;
import dev.pharos.registry.lifecycle.RunEvent.PauseRequested;
import dev.pharos.registry.lifecycle.RunEvent.ResumeRequested;
import dev.pharos.registry.runs.RunChanges;
import dev.pharos.registry.sql.Texts;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Ends runs, sets them aside and lets them go on, whichever way that is asked. Everything happens
 * in the caller's transaction.
 */
public final class RunControl {
  private final RunChanges runs;

  public RunControl(RunChanges runs) {
    this.runs = runs;
  }

  /**
   * Ends a run, or asks its worker to.
   *
   * @param reason why, for people; may be null
   * @param force whether to end it without waiting for its worker
   */
  public Answer cancel(Handle handle, UUID run, String reason, boolean force) {
    return apply(handle, run, new CancelRequested(words(reason, "cancelled"), force));
  }

  /**
   * Sets a run aside, or asks its worker to let go of it after a checkpoint.
   *
   * @param reason why, for people; may be null
   */
  public Answer pause(Handle handle, UUID run, String reason) {
    return apply(handle, run, new PauseRequested(words(reason, "paused")));
  }

  /** Lets a paused run queue again. */
  public Answer resume(Handle handle, UUID run) {
    return apply(handle, run, new ResumeRequested());
  }

  private static String words(String reason, String otherwise) {
    return reason == null || reason.isBlank() ? otherwise : Texts.storable(reason);
  }

  private Answer apply(Handle handle, UUID run, RunEvent event) {
    var decision = runs.apply(handle, run, event);
    if (decision.isEmpty()) {
      return refused(Why.NO_RUN, "run %s does not exist".formatted(run));
    }
    if (decision.get().ignored().isEmpty()) {
      return new Accepted(run);
    }
    var state = decision.get().life().state();
    if (state.ended()) {
      var why = state == RunState.CANCELLED ? Why.CANCELLED : Why.ENDED;
      return refused(why, "run %s has ended: %s".formatted(run, state));
    }
    // Asked twice is as good as once.
    return event instanceof PauseRequested && state == RunState.PAUSED
        ? new Accepted(run)
        : refused(Why.NOT_NOW, "run %s: %s".formatted(run, decision.get().ignored().get()));
  }

  private static Refused refused(Why why, String message) {
    return new Refused(why, message, List.of(new Violation("run", message)));
  }
}
