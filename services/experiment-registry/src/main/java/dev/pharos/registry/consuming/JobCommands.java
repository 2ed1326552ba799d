package dev.pharos.registry.consuming;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.job.CancelRun;
import dev.pharos.contracts.job.CommandAccepted;
import dev.pharos.contracts.job.CommandRejected;
import dev.pharos.contracts.job.JobCommand;
import dev.pharos.contracts.job.JobEvent;
import dev.pharos.contracts.job.PauseRun;
import dev.pharos.contracts.job.ResumeRun;
import dev.pharos.contracts.job.SubmitJob;
import dev.pharos.messaging.BatchHandler;
import dev.pharos.messaging.InvalidMessage;
import dev.pharos.messaging.Message;
import dev.pharos.messaging.Outbox;
import dev.pharos.messaging.OutgoingMessage;
import dev.pharos.registry.admission.Admission;
import dev.pharos.registry.admission.Answer;
import dev.pharos.registry.admission.RunControl;
import dev.pharos.registry.sweeps.SweepDesk;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes commands from {@code job.commands} and answers each on {@code job.events}, correlated by
 * its id. A command that is not as its schema says is refused with everything that is wrong; what
 * is no command at all goes to the dead letters.
 */
public final class JobCommands implements BatchHandler<JobCommand> {
  private static final Logger log = LoggerFactory.getLogger(JobCommands.class);

  private final Admission admission;
  private final RunControl control;
  private final SweepCommands sweeps;
  private final Outbox outbox;

  public JobCommands(Admission admission, RunControl control, SweepDesk sweeps, Outbox outbox) {
    this.sweeps = new SweepCommands(sweeps);
    this.admission = admission;
    this.control = control;
    this.outbox = outbox;
  }

  @Override
  public void handle(Handle handle, List<Message<JobCommand>> commands) {
    for (var command : commands) {
      tell(handle, command.id(), command.traceparent(), answer(handle, command));
    }
  }

  private JobEvent answer(Handle handle, Message<JobCommand> command) {
    if (command.data() instanceof SubmitJob submit) {
      return submit(handle, command, submit);
    }
    return sweeps
        .answer(handle, command)
        .orElseGet(() -> event(command.id(), control(handle, command.data()), ""));
  }

  private JobEvent submit(Handle handle, Message<JobCommand> command, SubmitJob submit) {
    var answer = admission.submit(handle, command.id(), submit.job(), command.source());
    return event(command.id(), answer, "job");
  }

  private Answer control(Handle handle, JobCommand command) {
    if (command instanceof CancelRun cancel) {
      return cancel(handle, cancel);
    }
    return command instanceof PauseRun pause
        ? control.pause(handle, pause.run(), pause.reason())
        : control.resume(handle, ((ResumeRun) command).run());
  }

  /** A run that was cancelled before is as it should be: the command may have come twice. */
  private Answer cancel(Handle handle, CancelRun cancel) {
    var answer = control.cancel(handle, cancel.run(), cancel.reason(), cancel.forced());
    return answer instanceof Answer.Refused refused && refused.why() == Answer.Why.CANCELLED
        ? new Answer.Accepted(cancel.run())
        : answer;
  }

  @Override
  public boolean handleInvalid(Handle handle, InvalidMessage message) {
    var isCommand = Topics.JOB_COMMANDS.messageOf(message.type()).isPresent();
    if (!isCommand || message.data().isEmpty()) {
      return false;
    }
    var violations = message.reason().violations();
    tell(
        handle,
        message.id(),
        message.traceparent(),
        new CommandRejected(message.id(), message.reason().getMessage(), violations));
    return true;
  }

  private static JobEvent event(String command, Answer answer, String part) {
    return answer instanceof Answer.Accepted accepted
        ? CommandAccepted.ofRun(command, accepted.run())
        : rejected(command, (Answer.Refused) answer, part);
  }

  static CommandRejected rejected(String command, Answer.Refused refused, String part) {
    return new CommandRejected(
        command,
        refused.reason(),
        refused.violations().stream().map(violation -> violation.within(part)).toList());
  }

  private void tell(Handle handle, String command, Optional<String> traceparent, JobEvent answer) {
    if (answer instanceof CommandRejected rejected) {
      log.info("command {} rejected: {}", command, rejected.reason());
    }
    var key = answer instanceof CommandAccepted accepted ? key(accepted) : command;
    outbox.append(
        handle,
        OutgoingMessage.of(Topics.JOB_EVENTS, key, answer)
            .answering(command)
            .traced(traceparent.orElse(null)));
  }

  private static String key(CommandAccepted accepted) {
    return (accepted.run() == null ? accepted.sweep() : accepted.run()).toString();
  }
}
