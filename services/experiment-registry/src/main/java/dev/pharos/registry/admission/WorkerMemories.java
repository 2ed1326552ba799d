package dev.pharos.registry.admission;

import dev.pharos.contracts.worker.WorkerDevice;
import dev.pharos.runtime.database.Json;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads what connected workers can hold. */
final class WorkerMemories {
  private record Row(String name, @Json WorkerDevice device) {
    WorkerMemory memory() {
      return new WorkerMemory(name, device.kind(), device.memoryBytes());
    }
  }

  private WorkerMemories() {}

  /** The workers that take work, by name. */
  static List<WorkerMemory> list(Handle handle) {
    return handle
        .createQuery("select name, device from workers where state = 'READY' order by name, id")
        .mapTo(Row.class)
        .map(Row::memory)
        .list();
  }
}
