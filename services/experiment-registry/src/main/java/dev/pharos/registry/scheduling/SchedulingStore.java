package dev.pharos.registry.scheduling;

import dev.pharos.contracts.job.RunState;
import dev.pharos.registry.scheduling.HeldAttempt.Presence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What the scheduler reads of workers and of what they hold. */
final class SchedulingStore {
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

  /** A worker and an attempt that it works on without a right to. */
  record Stray(String worker, UUID run, int attempt) {}

  private SchedulingStore() {}

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

  private static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
