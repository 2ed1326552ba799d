package dev.pharos.contracts.job;

import dev.pharos.contracts.MessageType;
import dev.pharos.contracts.Violation;
import java.util.List;

/**
 * A command was refused and changed nothing.
 *
 * @param command id of the command's event
 * @param reason why, in a sentence
 * @param errors each field that is wrong; may be empty
 */
@MessageType(name = "command.rejected", version = 1)
public record CommandRejected(String command, String reason, List<Violation> errors)
    implements JobEvent {
  public CommandRejected {
    errors = errors == null ? List.of() : List.copyOf(errors);
  }
}
