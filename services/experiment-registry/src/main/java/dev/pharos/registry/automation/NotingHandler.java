package dev.pharos.registry.automation;

import dev.pharos.messaging.BatchHandler;
import dev.pharos.messaging.InvalidMessage;
import dev.pharos.messaging.Message;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** A handler that notes for the rules what it handles. */
record NotingHandler<T>(BatchHandler<T> handler) implements BatchHandler<T> {
  @Override
  public void handle(Handle handle, List<Message<T>> messages) throws Exception {
    handler.handle(handle, messages);
    EventLog.note(handle, messages);
  }

  @Override
  public boolean handleInvalid(Handle handle, InvalidMessage message) throws Exception {
    return handler.handleInvalid(handle, message);
  }
}
