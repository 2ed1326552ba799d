package dev.pharos.registry.consuming;

import dev.pharos.contracts.job.CancelSweep;
import dev.pharos.contracts.job.CommandAccepted;
import dev.pharos.contracts.job.JobCommand;
import dev.pharos.contracts.job.JobEvent;
import dev.pharos.contracts.job.PauseSweep;
import dev.pharos.contracts.job.ResumeSweep;
import dev.pharos.contracts.job.SubmitSweep;
import dev.pharos.messaging.Message;
import dev.pharos.registry.admission.Answer;
import dev.pharos.registry.sweeps.SweepDesk;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Carries out the commands about sweeps. */
final class SweepCommands {
  private final SweepDesk desk;

  SweepCommands(SweepDesk desk) {
    this.desk = desk;
  }

  /** The answer to a command; empty if it is not about a sweep. */
  Optional<JobEvent> answer(Handle handle, Message<JobCommand> command) {
    if (command.data() instanceof SubmitSweep submit) {
      var answer = desk.submit(handle, command.id(), submit.sweep(), command.source());
      return Optional.of(event(command.id(), answer, "sweep"));
    }
    return control(handle, command.data()).map(answer -> event(command.id(), answer, ""));
  }

  private Optional<Answer> control(Handle handle, JobCommand command) {
    if (command instanceof CancelSweep cancel) {
      return Optional.of(cancel(handle, cancel));
    }
    if (command instanceof PauseSweep pause) {
      return Optional.of(desk.pause(handle, pause.sweep(), pause.reason()));
    }
    return command instanceof ResumeSweep resume
        ? Optional.of(desk.resume(handle, resume.sweep()))
        : Optional.empty();
  }

  /** A sweep that was cancelled before is as it should be: the command may have come twice. */
  private Answer cancel(Handle handle, CancelSweep cancel) {
    var answer = desk.cancel(handle, cancel.sweep(), cancel.reason());
    return answer instanceof Answer.Refused refused && refused.why() == Answer.Why.CANCELLED
        ? new Answer.Accepted(cancel.sweep())
        : answer;
  }

  private static JobEvent event(String command, Answer answer, String part) {
    return answer instanceof Answer.Accepted accepted
        ? CommandAccepted.ofSweep(command, accepted.run())
        : JobCommands.rejected(command, (Answer.Refused) answer, part);
  }
}
