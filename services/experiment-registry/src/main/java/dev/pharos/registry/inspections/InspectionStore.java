package dev.pharos.registry.inspections;

import dev.pharos.contracts.inspection.InspectionAssigned;
import dev.pharos.contracts.inspection.InspectionSpec;
import dev.pharos.contracts.inspection.InspectionSucceeded.Result;
import dev.pharos.contracts.job.DatasetChoice;
import dev.pharos.runtime.database.Json;
import dev.pharos.runtime.database.Jsonb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table {@code inspections}. */
public final class InspectionStore {
  private static final String SELECT =
      """
      select id, run_id, spec, dataset, dataset_version, state, reason, worker, results,
        submitted_by, created_at, started_at, ended_at
      from inspections
      """;

  private record Row(
      UUID id,
      UUID runId,
      @Json InspectionSpec spec,
      String dataset,
      int datasetVersion,
      String state,
      String reason,
      String worker,
      @Json List<Result> results,
      String submittedBy,
      Instant createdAt,
      Instant startedAt,
      Instant endedAt) {
    InspectionView view() {
      return new InspectionView(
          id,
          runId,
          spec,
          new DatasetChoice(dataset, datasetVersion),
          state,
          reason,
          worker,
          results,
          submittedBy,
          createdAt,
          startedAt,
          endedAt);
    }
  }

  private record TaskRow(@Json InspectionAssigned task) {}

  private InspectionStore() {}

  /**
   * Makes an inspection, unless one of that key is there and did not fail.
   *
   * @return whether it was made
   */
  static boolean insert(
      Handle handle, InspectionAssigned task, Subject subject, String key, String submittedBy) {
    return handle
            .createUpdate(
                """
                insert into inspections (id, run_id, cache_key, spec, dataset, dataset_version, task,
                  state, submitted_by)
                values (:id, :run, :key, :spec, :dataset, :version, :task, 'QUEUED', :submittedBy)
                on conflict (cache_key) where state <> 'FAILED' do nothing
                """)
            .bind("id", task.inspection())
            .bind("run", subject.run())
            .bind("key", key)
            .bind("spec", Jsonb.of(task.spec()))
            .bind("dataset", subject.dataset())
            .bind("version", subject.version())
            .bind("task", Jsonb.of(task))
            .bind("submittedBy", submittedBy)
            .execute()
        == 1;
  }

  /** The one of a key that did not fail. */
  static UUID ofKey(Handle handle, String key) {
    return handle
        .createQuery("select id from inspections where cache_key = ? and state <> 'FAILED'")
        .bind(0, key)
        .mapTo(UUID.class)
        .one();
  }

  /**
   * The task of an inspection that has been under way for so long that it may have been lost; its
   * time begins anew.
   */
  static Optional<InspectionAssigned> lost(Handle handle, UUID inspection, Duration patience) {
    return handle
        .createQuery(
            """
            update inspections set assigned_at = now()
            where id = :id and ended_at is null
              and assigned_at < now() - make_interval(secs => :seconds)
            returning task
            """)
        .bind("id", inspection)
        .bind("seconds", patience.toSeconds())
        .mapTo(TaskRow.class)
        .map(TaskRow::task)
        .findOne();
  }

  /**
   * Notes that a worker has begun.
   *
   * @return the inspection's run; empty when nothing changed
   */
  static Optional<UUID> started(Handle handle, UUID inspection, String worker, Instant at) {
    return handle
        .createQuery(
            """
            update inspections set state = 'RUNNING', worker = :worker, started_at = :at,
              assigned_at = now()
            where id = :id and ended_at is null returning run_id
            """)
        .bind("id", inspection)
        .bind("worker", worker)
        .bind("at", at)
        .mapTo(UUID.class)
        .findOne();
  }

  /**
   * Notes how it ended.
   *
   * @param reason null where it succeeded
   * @return the inspection's run; empty when it had ended before
   */
  static Optional<UUID> ended(
      Handle handle,
      UUID inspection,
      String worker,
      String reason,
      List<Result> results,
      Instant at) {
    return handle
        .createQuery(
            """
            update inspections set state = :state, worker = :worker, reason = :reason,
              results = :results, ended_at = :at
            where id = :id and ended_at is null returning run_id
            """)
        .bind("id", inspection)
        .bind("state", reason == null ? "SUCCEEDED" : "FAILED")
        .bind("worker", worker)
        .bind("reason", reason)
        .bind("results", Jsonb.of(results))
        .bind("at", at)
        .mapTo(UUID.class)
        .findOne();
  }

  /** An inspection; empty if there is none of that id. */
  public static Optional<InspectionView> find(Handle handle, UUID inspection) {
    return handle
        .createQuery(SELECT + "where id = :id")
        .bind("id", inspection)
        .mapTo(Row.class)
        .map(Row::view)
        .findOne();
  }

  /** The newest inspections of a run. */
  public static List<InspectionView> ofRun(Handle handle, UUID run, int limit) {
    return handle
        .createQuery(SELECT + "where run_id = :run order by created_at desc, id desc limit :limit")
        .bind("run", run)
        .bind("limit", limit)
        .mapTo(Row.class)
        .map(Row::view)
        .list();
  }
}
