package dev.pharos.registry.workers;

import dev.pharos.contracts.worker.ActiveAttempt;
import dev.pharos.contracts.worker.WorkerDevice;
import dev.pharos.runtime.database.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Reads workers for people. */
public final class WorkerQueries {
  /**
   * A worker.
   *
   * @param state READY, DRAINING, GONE after it shut down, LOST after it fell silent
   */
  public record WorkerView(
      String id,
      String name,
      String state,
      @Json WorkerDevice device,
      int slots,
      @Json Map<String, String> labels,
      @Json List<ActiveAttempt> active,
      Instant startedAt,
      Instant lastSeenAt) {}

  private WorkerQueries() {}

  /**
   * Workers that are there, then those that were a quarter of an hour ago; by name, the newest
   * first.
   */
  public static List<WorkerView> list(Handle handle) {
    return handle
        .createQuery(
            """
            select id, name, state, device, slots, labels,
              case when state in ('READY', 'DRAINING') then active else '[]' end as active,
              started_at, last_seen_at
            from workers
            where state in ('READY', 'DRAINING') or last_seen_at > now() - interval '15 minutes'
            order by state in ('READY', 'DRAINING') desc, name, started_at desc
            """)
        .mapTo(WorkerView.class)
        .list();
  }
}
