package dev.pharos.registry.workers;

import dev.pharos.contracts.worker.WorkerHeartbeat;
import dev.pharos.runtime.database.Jsonb;
import org.jdbi.v3.core.Handle;

/** Writes what workers say of themselves. */
public final class WorkerStore {
  private WorkerStore() {}

  /**
   * Keeps a heartbeat.
   *
   * @return whether it says anything new: a worker came, came back, or changed in what it offers or
   *     works on
   */
  public static boolean keep(Handle handle, WorkerHeartbeat heartbeat) {
    return handle
        .createQuery(
            """
            with before as (
              select state, slots, active from workers where id = :id),
            kept as (
              insert into workers (id, name, state, device, slots, labels, active, started_at,
                last_seen_at)
              values (:id, :name, :state, :device, :slots, :labels, :active, :startedAt, now())
              on conflict (id) do update set name = excluded.name, state = excluded.state,
                device = excluded.device, slots = excluded.slots, labels = excluded.labels,
                active = excluded.active, last_seen_at = excluded.last_seen_at
              returning state, slots, active)
            select b is null or b.state <> k.state or b.slots <> k.slots
              or b.active <> k.active
            from kept k left join before b on true
            """)
        .bind("id", heartbeat.worker())
        .bind("name", heartbeat.name())
        .bind("state", heartbeat.state().name())
        .bind("device", Jsonb.of(heartbeat.device()))
        .bind("slots", heartbeat.slots())
        .bind("labels", Jsonb.of(heartbeat.labels()))
        .bind("active", Jsonb.of(heartbeat.active()))
        .bind("startedAt", heartbeat.startedAt())
        .mapTo(Boolean.class)
        .one();
  }
}
