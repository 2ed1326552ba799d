package dev.pharos.registry.consuming;

import dev.pharos.contracts.dataset.DatasetDeleted;
import dev.pharos.contracts.dataset.DatasetEvent;
import dev.pharos.contracts.dataset.DatasetReady;
import dev.pharos.contracts.dataset.ImportFailed;
import dev.pharos.contracts.dataset.ImportProgressed;
import dev.pharos.messaging.BatchHandler;
import dev.pharos.messaging.Message;
import dev.pharos.registry.notices.Notices;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Tells browsers what happens to data sets; the dataset service keeps the truth about them. */
public final class DatasetEvents implements BatchHandler<DatasetEvent> {
  @Override
  public void handle(Handle handle, List<Message<DatasetEvent>> messages) {
    messages.stream()
        .map(message -> nameOf(message.data()))
        .distinct()
        .forEach(name -> Notices.dataset(handle, name));
  }

  private static String nameOf(DatasetEvent event) {
    if (event instanceof ImportProgressed progressed) {
      return progressed.name();
    }
    if (event instanceof ImportFailed failed) {
      return failed.name();
    }
    if (event instanceof DatasetDeleted deleted) {
      return deleted.name();
    }
    return ((DatasetReady) event).name();
  }
}
