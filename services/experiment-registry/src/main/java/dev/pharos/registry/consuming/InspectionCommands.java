package dev.pharos.registry.consuming;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.Violation;
import dev.pharos.contracts.inspection.InspectionAccepted;
import dev.pharos.contracts.inspection.InspectionCommand;
import dev.pharos.contracts.inspection.InspectionEvent;
import dev.pharos.contracts.inspection.InspectionRejected;
import dev.pharos.contracts.inspection.RequestInspection;
import dev.pharos.messaging.BatchHandler;
import dev.pharos.messaging.InvalidMessage;
import dev.pharos.messaging.Message;
import dev.pharos.messaging.Outbox;
import dev.pharos.messaging.OutgoingMessage;
import dev.pharos.registry.inspections.Inspections;
import dev.pharos.registry.inspections.Inspections.Answer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Takes requests from {@code inspection.commands} and answers each on {@code inspection.events},
 * correlated by its id.
 */
public final class InspectionCommands implements BatchHandler<InspectionCommand> {
  private final Inspections inspections;
  private final Outbox outbox;

  public InspectionCommands(Inspections inspections, Outbox outbox) {
    this.inspections = inspections;
    this.outbox = outbox;
  }

  @Override
  public void handle(Handle handle, List<Message<InspectionCommand>> commands) {
    for (var command : commands) {
      var request = (RequestInspection) command.data();
      var answer = inspections.request(handle, request.inspection(), command.source());
      var event = event(command.id(), answer);
      tell(handle, command.id(), command.traceparent(), event);
    }
  }

  private static InspectionEvent event(String command, Answer answer) {
    if (answer instanceof Answer.Accepted accepted) {
      return new InspectionAccepted(command, accepted.inspection(), accepted.cached());
    }
    return rejected(
        command,
        ((Answer.Refused) answer)
            .violations().stream().map(violation -> violation.within("inspection")).toList());
  }

  private static InspectionRejected rejected(String command, List<Violation> violations) {
    var reason = violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
    return new InspectionRejected(command, reason, violations);
  }

  @Override
  public boolean handleInvalid(Handle handle, InvalidMessage message) {
    boolean isCommand = Topics.INSPECTION_COMMANDS.messageOf(message.type()).isPresent();
    if (!isCommand || message.data().isEmpty()) {
      return false;
    }
    tell(
        handle,
        message.id(),
        message.traceparent(),
        rejected(message.id(), message.reason().violations()));
    return true;
  }

  private void tell(
      Handle handle, String command, Optional<String> traceparent, InspectionEvent answer) {
    var key =
        answer instanceof InspectionAccepted accepted ? accepted.inspection().toString() : command;
    outbox.append(
        handle,
        OutgoingMessage.of(Topics.INSPECTION_EVENTS, key, answer)
            .answering(command)
            .traced(traceparent.orElse(null)));
  }
}
