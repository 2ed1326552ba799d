package dev.pharos.registry.consuming;

import dev.pharos.contracts.worker.WorkerHeartbeat;
import dev.pharos.messaging.BatchHandler;
import dev.pharos.messaging.Message;
import dev.pharos.registry.notices.Notices;
import dev.pharos.registry.workers.WorkerStore;
import java.util.List;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Takes what workers say of themselves from {@code worker.heartbeats}. */
public final class WorkerHeartbeats implements BatchHandler<WorkerHeartbeat> {
  @Override
  public void handle(Handle handle, List<Message<WorkerHeartbeat>> messages) {
    // Of each worker only the newest, and always in the same order, so that nobody deadlocks.
    var newest = new TreeMap<String, WorkerHeartbeat>();
    messages.forEach(message -> newest.put(message.data().worker(), message.data()));
    var news = false;
    for (var heartbeat : newest.values()) {
      if (WorkerStore.keep(handle, heartbeat)) {
        news = true;
        Notices.worker(handle, heartbeat.name());
      }
    }
    if (news) {
      Notices.schedule(handle);
    }
  }
}
