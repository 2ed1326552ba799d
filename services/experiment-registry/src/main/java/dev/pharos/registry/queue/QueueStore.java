package dev.pharos.registry.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.Otherwise;
import dev.pharos.contracts.job.RunState;
import dev.pharos.registry.placement.AvailableWorker;
import dev.pharos.registry.placement.Demand;
import dev.pharos.registry.placement.Gates;
import dev.pharos.registry.placement.Gates.Awaited;
import dev.pharos.registry.placement.HeldRun;
import dev.pharos.registry.placement.Situation;
import dev.pharos.registry.placement.WaitingRun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reads what the scheduler looks at. Rows are mapped by hand: a queue has ten thousand of them. */
public final class QueueStore {
  /** Beyond so many the least urgent wait unseen. */
  private static final int MOST_WAITING = 20_000;

  private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

  private QueueStore() {}

  /**
   * Reads the queue, what is held, the workers and the teams.
   *
   * @param lease a worker that was silent for longer is given nothing
   * @param speakers workers that were heard within that time, though their words may not be stored
   *     yet
   */
  public static Situation situation(Handle handle, Duration lease, Set<String> speakers) {
    return new Situation(
        waiting(handle), held(handle), workers(handle, lease, speakers), TeamStore.shares(handle));
  }

  /** The time of the clock by which everything in the database is dated. */
  public static Instant now(Handle handle) {
    return handle.select("select clock_timestamp()").mapTo(Instant.class).one();
  }

  private static List<WaitingRun> waiting(Handle handle) {
    var awaited = awaited(handle);
    return handle
        .createQuery(
            """
            select r.id, r.team, j.priority, row_number() over (order by j.place, r.id) as place,
              greatest(j.queued_at, j.start_after) as since, j.not_before, j.start_after,
              j.otherwise, j.device, coalesce(j.memory_bytes, 0) as memory_bytes, j.devices,
              j.labels::text as labels, last.worker as last_worker
            from runs r
            join jobs j on j.run_id = r.id
            left join attempts last on last.run_id = r.id and last.number = r.attempt
            where r.state = 'QUEUED'
            order by j.priority, j.place, r.id
            limit :most
            """)
        .bind("most", MOST_WAITING)
        .map((row, context) -> waiting(row, awaited))
        .list();
  }

  private static WaitingRun waiting(ResultSet row, Map<UUID, List<Awaited>> awaited)
      throws SQLException {
    var run = row.getObject("id", UUID.class);
    return new WaitingRun(
        run,
        row.getString("team"),
        row.getInt("priority"),
        row.getLong("place"),
        time(row, "since"),
        new Gates(
            Optional.ofNullable(time(row, "start_after")),
            time(row, "not_before"),
            awaited.getOrDefault(run, List.of()),
            Otherwise.valueOf(row.getString("otherwise"))),
        demand(row),
        Optional.ofNullable(row.getString("last_worker")));
  }

  private static Map<UUID, List<Awaited>> awaited(Handle handle) {
    var awaited = new HashMap<UUID, List<Awaited>>();
    handle
        .createQuery(
            """
            select d.run_id, d.depends_on, on_it.state
            from job_dependencies d
            join runs waits on waits.id = d.run_id and waits.state = 'QUEUED'
            join runs on_it on on_it.id = d.depends_on
            order by d.run_id, d.depends_on
            """)
        .map(
            (row, context) ->
                awaited
                    .computeIfAbsent(row.getObject("run_id", UUID.class), run -> new ArrayList<>())
                    .add(
                        new Awaited(
                            row.getObject("depends_on", UUID.class),
                            RunState.valueOf(row.getString("state")))))
        .list();
    return awaited;
  }

  private static List<HeldRun> held(Handle handle) {
    return handle
        .createQuery(
            """
            select r.id, a.number, r.team, j.priority,
              greatest(j.queued_at, j.start_after) as since, a.worker, j.device,
              coalesce(j.memory_bytes, 0) as memory_bytes, j.devices, j.labels::text as labels,
              a.assigned_at, a.state = 'RUNNING' and j.preemptible as movable,
              j.stop_requested is not null as leaving
            from attempts a
            join runs r on r.id = a.run_id
            join jobs j on j.run_id = a.run_id
            where a.state in ('ASSIGNED', 'RUNNING')
            order by a.run_id
            """)
        .map(
            (row, context) ->
                new HeldRun(
                    row.getObject("id", UUID.class),
                    row.getInt("number"),
                    row.getString("team"),
                    row.getInt("priority"),
                    time(row, "since"),
                    row.getString("worker"),
                    demand(row),
                    time(row, "assigned_at"),
                    row.getBoolean("movable"),
                    row.getBoolean("leaving")))
        .list();
  }

  /** Workers that take work. What they hold by our books or by their own word takes its slots. */
  private static List<AvailableWorker> workers(
      Handle handle, Duration lease, Set<String> speakers) {
    return handle
        .createQuery(
            """
            select w.id, w.device ->> 'kind' as device, w.slots, w.slots - taken.slots as free,
              (w.device ->> 'memoryBytes')::bigint as memory_bytes, taken.bytes as taken_bytes,
              w.labels::text as labels
            from workers w
            cross join lateral (
              select coalesce(sum(coalesce(j.devices, 1)), 0)::int as slots,
                coalesce(sum(j.memory_bytes), 0)::bigint as bytes
              from (
                select a.run_id, a.number from attempts a
                where a.worker = w.id and a.state in ('ASSIGNED', 'RUNNING')
                union
                select (e ->> 'run')::uuid, (e ->> 'attempt')::int
                from jsonb_array_elements(w.active) e) as held
              left join jobs j on j.run_id = held.run_id) as taken
            where w.state = 'READY'
              and (w.last_seen_at > clock_timestamp() - make_interval(secs => :lease)
                or w.id = any(:speakers))
            order by w.id
            """)
        .bind("lease", lease.toNanos() / 1e9)
        .bind("speakers", speakers.toArray(String[]::new))
        .map(
            (row, context) ->
                new AvailableWorker(
                    row.getString("id"),
                    device(row),
                    row.getInt("slots"),
                    Math.max(0, row.getInt("free")),
                    row.getLong("memory_bytes"),
                    row.getLong("memory_bytes") - row.getLong("taken_bytes"),
                    labels(row)))
        .list();
  }

  private static Demand demand(ResultSet row) throws SQLException {
    return new Demand(device(row), row.getLong("memory_bytes"), row.getInt("devices"), labels(row));
  }

  private static Device device(ResultSet row) throws SQLException {
    return Device.valueOf(row.getString("device").toUpperCase(Locale.ROOT));
  }

  private static Map<String, String> labels(ResultSet row) throws SQLException {
    var text = row.getString("labels");
    if (text.equals("{}")) {
      return Map.of();
    }
    try {
      return Json.mapper().readValue(text, LABELS);
    } catch (JsonProcessingException e) {
      throw new SQLException("labels " + text + " are not a map of texts", e);
    }
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
