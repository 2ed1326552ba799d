package dev.pharos.registry.runs;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.RunState;
import dev.pharos.registry.lifecycle.RunLife;
import dev.pharos.registry.lifecycle.StopWish;
import dev.pharos.runtime.database.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The state of runs, and what was asked for. */
final class RunStore {
  /** What was asked for, with what admission found. */
  record Job(
      UUID run,
      String name,
      String experiment,
      @Json JobSpec spec,
      Optional<String> register,
      int datasetVersion,
      String packedDigest,
      long packedSize,
      Optional<String> startDigest,
      Optional<Long> startSize) {

    /** File of the model that it starts from. */
    Optional<ArtifactRef> start() {
      return startDigest.map(digest -> new ArtifactRef(digest, startSize.orElseThrow()));
    }
  }

  private record LifeRow(
      UUID id,
      RunState state,
      int attempt,
      Optional<String> reason,
      int maxAttempts,
      Optional<StopWish.Kind> wish,
      Optional<String> stopReason,
      Optional<String> worker,
      Optional<Integer> offers,
      int failures) {
    RunLife life() {
      return new RunLife(
          id,
          state,
          attempt,
          worker,
          offers.orElse(0),
          failures,
          maxAttempts,
          wish.map(kind -> new StopWish(kind, stopReason.orElse(""))),
          reason);
    }
  }

  private RunStore() {}

  /**
   * Locks a run until the transaction ends, and reads it.
   *
   * @return empty if there is no such run
   */
  static Optional<RunLife> lock(Handle handle, UUID run) {
    return life(handle, run, handle.createQuery("select id from runs where id = :run for update"));
  }

  /** The same for a run that nobody else has locked; empty if somebody has. */
  static Optional<RunLife> lockIfFree(Handle handle, UUID run) {
    return life(
        handle,
        run,
        handle.createQuery("select id from runs where id = :run for update skip locked"));
  }

  /** Locks first and reads then: a statement that waited for a lock sees other tables as before. */
  private static Optional<RunLife> life(Handle handle, UUID run, Query lock) {
    return lock.bind("run", run)
        .mapTo(UUID.class)
        .findOne()
        .flatMap(
            locked ->
                handle
                    .createQuery(
                        """
                        select r.id, r.state, r.attempt, r.reason, j.max_attempts,
                          nullif(j.stop_requested, 'RELEASE') as wish, j.stop_reason, a.worker, a.offers,
                          (select count(*) from attempts f
                            where f.run_id = r.id and f.state in ('FAILED', 'LOST')) as failures
                        from runs r join jobs j on j.run_id = r.id
                        left join attempts a on a.run_id = r.id and a.number = r.attempt
                          and a.state in ('ASSIGNED', 'RUNNING')
                        where r.id = :run
                        """)
                    .bind("run", run)
                    .mapTo(LifeRow.class)
                    .findOne())
        .map(LifeRow::life);
  }

  /** Stores what a decision made of a run. */
  static void save(Handle handle, RunLife before, RunLife after) {
    handle
        .createUpdate(
            """
            update runs set state = :state, attempt = :attempt, reason = :reason,
              started_at = case when :state = 'RUNNING' then coalesce(started_at, now())
                else started_at end,
              ended_at = case when :ended then now() end
            where id = :run
            """)
        .bind("run", after.run())
        .bind("state", after.state().name())
        .bind("attempt", after.attempt())
        .bind("reason", after.reason())
        .bind("ended", after.state().ended())
        .execute();
    if (!before.wish().equals(after.wish())) {
      saveWish(handle, after);
    }
    if (before.state() == RunState.PAUSED && after.state() == RunState.QUEUED) {
      handle.execute("update jobs set queued_at = now() where run_id = ?", after.run());
    }
  }

  private static void saveWish(Handle handle, RunLife life) {
    handle
        .createUpdate(
            """
            update jobs set stop_requested = :kind, stop_reason = :reason,
              stop_requested_at = case when :wished then now() end
            where run_id = :run
            """)
        .bind("run", life.run())
        .bind("kind", life.wish().map(wish -> wish.kind().name()))
        .bind("reason", life.wish().map(StopWish::reason))
        .bind("wished", life.wish().isPresent())
        .execute();
  }

  /** What was asked for. */
  static Job job(Handle handle, UUID run) {
    return handle
        .createQuery(
            """
            select j.run_id as run, r.name, e.name as experiment, j.spec, j.register,
              r.dataset_version, d.packed_digest, d.packed_size, m.digest as start_digest,
              m.size as start_size
            from jobs j
            join runs r on r.id = j.run_id
            join experiments e on e.id = r.experiment_id
            join dataset_versions d
              on d.dataset = r.dataset and d.version = r.dataset_version
            left join model_versions m on m.model = j.spec #>> '{startFrom,model}'
              and m.version = (j.spec #>> '{startFrom,version}')::int
            where j.run_id = :run
            """)
        .bind("run", run)
        .mapTo(Job.class)
        .one();
  }

  /** Lets a run wait for its next attempt. */
  static void backOff(Handle handle, UUID run, Duration delay) {
    handle
        .createUpdate(
            "update jobs set not_before = now() + make_interval(secs => :seconds) where run_id = :run")
        .bind("run", run)
        .bind("seconds", delay.toMillis() / 1_000.0)
        .execute();
  }
}
