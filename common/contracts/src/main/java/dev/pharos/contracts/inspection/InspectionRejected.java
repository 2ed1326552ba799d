package dev.pharos.contracts.inspection;

import dev.pharos.contracts.MessageType;
import dev.pharos.contracts.Violation;
import java.util.List;

/**
 * A request was refused and changed nothing.
 *
 * @param command id of the command's event
 * @param reason why, in a sentence
 * @param errors each field that is wrong; may be empty
 */
@MessageType(name = "inspection.rejected", version = 1)
public record InspectionRejected(String command, String reason, List<Violation> errors)
    implements InspectionEvent {
  public InspectionRejected {
    errors = errors == null ? List.of() : List.copyOf(errors);
  }
}
