package dev.pharos.registry.consuming;

import dev.pharos.contracts.inspection.InspectionEvent;
import dev.pharos.messaging.BatchHandler;
import dev.pharos.messaging.Message;
import dev.pharos.registry.inspections.InspectionWords;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Takes what workers say from {@code inspection.events}; the rest there is our own. */
public final class InspectionEvents implements BatchHandler<InspectionEvent> {

  @Override
  public void handle(Handle handle, List<Message<InspectionEvent>> messages) {
    messages.forEach(message -> InspectionWords.apply(handle, message.data()));
  }
}
