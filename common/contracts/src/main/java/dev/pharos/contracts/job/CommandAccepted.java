package dev.pharos.contracts.job;

import dev.pharos.contracts.MessageType;
import java.util.UUID;

/**
 * A command was taken and will be carried out.
 *
 * @param command id of the command's event
 * @param run the run that it made or concerns; null for a sweep's command
 * @param sweep the sweep that it made or concerns; null for a run's command
 */
@MessageType(name = "command.accepted", version = 1)
public record CommandAccepted(String command, UUID run, UUID sweep) implements JobEvent {
  /** A run's command was taken. */
  public static CommandAccepted ofRun(String command, UUID run) {
    return new CommandAccepted(command, run, null);
  }

  /** A sweep's command was taken. */
  public static CommandAccepted ofSweep(String command, UUID sweep) {
    return new CommandAccepted(command, null, sweep);
  }
}
