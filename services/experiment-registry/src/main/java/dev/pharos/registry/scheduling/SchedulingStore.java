package dev.pharos.registry.scheduling;

import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.RunState;
import dev.pharos.registry.placement.AvailableWorker;
import dev.pharos.registry.placement.WaitingRun;
import dev.pharos.registry.scheduling.HeldAttempt.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What the scheduler reads. */
final class SchedulingStore {
  private static final long LOCK = 0x5048_4152_4f53L; // PHAROS
  private static final int MOST_WAITING = 1_000;

  private record HeldRow(
      UUID run,
      int attempt,
      RunState state,
      String worker,
      Optional<String> workerState,
      double silentFor,
      boolean listed,
      double offeredFor,
      Optional<Double> stoppingFor) {
    HeldAttempt held() {
      return new HeldAttempt(
          run,
          attempt,
          state,
          worker,
          workerState.map(Presence::valueOf).orElse(Presence.LOST),
          seconds(silentFor),
          listed,
          seconds(offeredFor),
          stoppingFor.map(SchedulingStore::seconds));
    }
  }

  private record WaitingRow(
      UUID run,
      String team,
      int priority,
      Instant createdAt,
      Instant notBefore,
      String device,
      long memoryBytes,
      Optional<String> lastWorker) {
    WaitingRun waiting() {
      return new WaitingRun(
          run, team, priority, createdAt, notBefore, deviceOf(device), memoryBytes, lastWorker);
    }
  }

  private record WorkerRow(
      String id, String device, int freeSlots, long memoryBytes, long takenBytes) {
    AvailableWorker available() {
      return new AvailableWorker(
          id, deviceOf(device), Math.max(0, freeSlots), memoryBytes, memoryBytes - takenBytes);
    }
  }

  /** A worker and an attempt that it works on without a right to. */
  record Stray(String worker, UUID run, int attempt) {}

  private SchedulingStore() {}

  /** Waits until no other registry schedules, and keeps them out until the transaction ends. */
  static void lock(Handle handle) {
    handle.select("select pg_advisory_xact_lock(?)", LOCK).mapToMap().one();
  }

  /** The time of the clock by which everything in the database is dated. */
  static Instant now(Handle handle) {
    return handle.select("select clock_timestamp()").mapTo(Instant.class).one();
  }

  /**
   * Marks workers lost that were silent for too long, and gives their names.
   *
   * @param speakers workers that were heard, though their words may not be stored yet
   */
  static List<String> loseSilentWorkers(Handle handle, Duration lease, Set<String> speakers) {
    return handle
        .createQuery(
            """
            update workers set state = 'LOST' where id in (
              select id from workers where state in ('READY', 'DRAINING')
                and last_seen_at < clock_timestamp() - make_interval(secs => :lease)
                and not id = any(:speakers)
              order by id for update skip locked)
            returning name
            """)
        .bind("lease", seconds(lease))
        .bind("speakers", speakers.toArray(String[]::new))
        .mapTo(String.class)
        .list();
  }

  /** Forgets workers that have long been away. */
  static void forgetWorkers(Handle handle) {
    handle.execute(
        """
        delete from workers
        where state in ('GONE', 'LOST') and last_seen_at < now() - interval '1 day'
        """);
  }

  /** Every attempt that a worker holds. */
  static List<HeldAttempt> held(Handle handle) {
    return handle
        .createQuery(
            """
            select a.run_id as run, a.number as attempt, a.state, a.worker,
              w.state as worker_state,
              coalesce(extract(epoch from clock_timestamp() - w.last_seen_at), 0) as silent_for,
              coalesce(w.active @> jsonb_build_array(
                jsonb_build_object('run', a.run_id, 'attempt', a.number)), false) as listed,
              extract(epoch from clock_timestamp() - a.offered_at) as offered_for,
              extract(epoch from clock_timestamp() - j.stop_requested_at) as stopping_for
            from attempts a
            join jobs j on j.run_id = a.run_id
            left join workers w on w.id = a.worker
            where a.state in ('ASSIGNED', 'RUNNING')
            order by a.run_id
            """)
        .mapTo(HeldRow.class)
        .map(HeldRow::held)
        .list();
  }

  /** Attempts that live workers name, and that ended some time ago or never were theirs. */
  static List<Stray> strays(Handle handle, Duration settleTime) {
    return handle
        .createQuery(
            """
            select w.id as worker, (e ->> 'run')::uuid as run, (e ->> 'attempt')::int as attempt
            from workers w
            cross join lateral jsonb_array_elements(w.active) e
            left join attempts a on a.run_id = (e ->> 'run')::uuid
              and a.number = (e ->> 'attempt')::int and a.worker = w.id
            where w.state in ('READY', 'DRAINING') and (a.run_id is null
              or a.ended_at < clock_timestamp() - make_interval(secs => :settle))
            """)
        .bind("settle", seconds(settleTime))
        .mapTo(Stray.class)
        .list();
  }

  /** The queue, first served first, as far as a pass looks. */
  static List<WaitingRun> waiting(Handle handle) {
    return handle
        .createQuery(
            """
            select r.id as run, r.team, j.priority, r.created_at, j.not_before,
              j.spec ->> 'device' as device, coalesce(j.memory_bytes, 0) as memory_bytes,
              last.worker as last_worker
            from runs r
            join jobs j on j.run_id = r.id
            left join attempts last on last.run_id = r.id and last.number = r.attempt
            where r.state = 'QUEUED'
            order by j.priority, r.created_at
            limit :most
            """)
        .bind("most", MOST_WAITING)
        .mapTo(WaitingRow.class)
        .map(WaitingRow::waiting)
        .list();
  }

  /** Workers that take work. What they hold by our books or by their own word takes a slot. */
  static List<AvailableWorker> workers(Handle handle, Duration lease) {
    return handle
        .createQuery(
            """
            select w.id, w.device ->> 'kind' as device,
              (w.device ->> 'memoryBytes')::bigint as memory_bytes,
              w.slots - taken.slots as free_slots, taken.bytes as taken_bytes
            from workers w
            cross join lateral (
              select count(*) as slots, coalesce(sum(j.memory_bytes), 0)::bigint as bytes
              from (
                select a.run_id, a.number from attempts a
                where a.worker = w.id and a.state in ('ASSIGNED', 'RUNNING')
                union
                select (e ->> 'run')::uuid, (e ->> 'attempt')::int
                from jsonb_array_elements(w.active) e) as held
              left join jobs j on j.run_id = held.run_id) as taken
            where w.state = 'READY'
              and w.last_seen_at > clock_timestamp() - make_interval(secs => :lease)
            order by w.id
            """)
        .bind("lease", seconds(lease))
        .mapTo(WorkerRow.class)
        .map(WorkerRow::available)
        .list();
  }

  /** Notes why runs wait, and gives those for which that is news. */
  static List<UUID> explain(Handle handle, Map<UUID, String> reasons) {
    return handle
        .createQuery(
            """
            update runs r set reason = w.reason
            from unnest(:runs, :reasons) as w (run, reason)
            where r.id in (select x.id from runs x
                where x.id = any(:runs) and x.state = 'QUEUED' for update skip locked)
              and r.id = w.run and r.reason is distinct from w.reason
            returning r.id
            """)
        .bind("runs", reasons.keySet().toArray(UUID[]::new))
        .bind("reasons", reasons.values().toArray(String[]::new))
        .mapTo(UUID.class)
        .list();
  }

  private static Device deviceOf(String name) {
    return Device.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
