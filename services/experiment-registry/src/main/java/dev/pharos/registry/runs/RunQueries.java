package dev.pharos.registry.runs;

import dev.pharos.contracts.job.DatasetChoice;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.RunState;
import dev.pharos.contracts.run.Progress;
import dev.pharos.registry.paging.Page;
import dev.pharos.registry.runs.RunView.RegisteredModel;
import dev.pharos.runtime.database.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;

/** Reads runs for people. */
public final class RunQueries {
  private static final String SELECT =
      """
      select r.id, r.name, e.name as experiment, r.team, r.state, r.reason, r.network,
        r.dataset, r.dataset_version, r.attempt, j.priority, r.progress,
        coalesce((select jsonb_object_agg(m.name, m.value)
          from latest_metrics m where m.run_id = r.id), '{}') as metrics,
        coalesce((select jsonb_object_agg(t.key, t.value)
          from tags t where t.run_id = r.id), '{}') as tags,
        j.register, v.model, v.version, r.created_at, r.started_at, r.ended_at
      from runs r
      join experiments e on e.id = r.experiment_id
      join jobs j on j.run_id = r.id
      left join lateral (select m.model, m.version from model_versions m
        where m.run_id = r.id order by m.created_at limit 1) v on true
      """;

  private record Row(
      UUID id,
      String name,
      String experiment,
      String team,
      RunState state,
      String reason,
      String network,
      String dataset,
      int datasetVersion,
      int attempt,
      int priority,
      @Json Progress progress,
      @Json Map<String, Double> metrics,
      @Json Map<String, String> tags,
      String register,
      String model,
      Integer version,
      Instant createdAt,
      Instant startedAt,
      Instant endedAt) {
    RunView view() {
      return new RunView(
          id,
          name,
          experiment,
          team,
          state,
          reason,
          network,
          new DatasetChoice(dataset, datasetVersion),
          attempt,
          priority,
          progress,
          metrics,
          tags,
          register,
          model == null ? null : new RegisteredModel(model, version),
          createdAt,
          startedAt,
          endedAt);
    }
  }

  private record JobRow(@Json JobSpec spec) {}

  private RunQueries() {}

  private static final String FITTING =
      """
      left join latest_metrics k on k.run_id = r.id and k.name = cast(:metric as text)
      where (cast(:experiment as text) is null or e.name = :experiment)
        and (cast(:state as text) is null or r.state = :state)
        and (cast(:network as text) is null or r.network = :network)
        and (cast(:dataset as text) is null or r.dataset = :dataset)
        and (cast(:text as text) is null
          or strpos(lower(concat_ws(chr(10), r.name, r.network, r.dataset, e.name, r.team, r.id)),
            lower(:text)) > 0
          or exists (select 1 from tags t
            where t.run_id = r.id and strpos(lower(t.value), lower(:text)) > 0))
      """;

  /** Runs that fit, in the order that is asked for. */
  public static Page<RunView> list(Handle handle, RunFilter filter) {
    var order = filter.order();
    var rows =
        handle
            .createQuery(SELECT + FITTING + order.clauses())
            .bind("experiment", filter.experiment())
            .bind("state", filter.state().map(RunState::name))
            .bind("network", filter.network())
            .bind("dataset", filter.dataset())
            .bind("text", filter.text())
            .bind("metric", order.metric())
            .bind("key", filter.cursor().map(cursor -> cursor.parts().get(0)))
            .bind("id", filter.cursor().map(cursor -> cursor.parts().get(1)))
            .bind("limit", filter.limit() + 1)
            .mapTo(Row.class)
            .map(Row::view)
            .list();
    return Page.of(rows, filter.limit(), order::after);
  }

  /** These runs, in no particular order; those that do not exist are left out. */
  public static List<RunView> find(Handle handle, Collection<UUID> runs) {
    return handle
        .createQuery(SELECT + "where r.id = any(:runs)")
        .bind("runs", runs.toArray(UUID[]::new))
        .mapTo(Row.class)
        .map(Row::view)
        .list();
  }

  /** A run; empty if there is none of that id. */
  public static Optional<RunView> find(Handle handle, UUID run) {
    return find(handle, List.of(run)).stream().findFirst();
  }

  /** A run with everything; empty if there is none of that id. */
  public static Optional<RunDetail> detail(Handle handle, UUID run) {
    return find(handle, run)
        .map(
            view ->
                new RunDetail(
                    view,
                    job(handle, run),
                    attempts(handle, run),
                    params(handle, run),
                    artifacts(handle, run),
                    null));
  }

  private static JobSpec job(Handle handle, UUID run) {
    return handle
        .createQuery("select spec from jobs where run_id = :run")
        .bind("run", run)
        .mapTo(JobRow.class)
        .one()
        .spec();
  }

  private static List<RunDetail.Attempt> attempts(Handle handle, UUID run) {
    return handle
        .createQuery(
            """
            select a.number, a.worker, w.name as worker_name, a.state, a.device, a.reason,
              a.from_step, a.assigned_at, a.started_at, a.ended_at
            from attempts a left join workers w on w.id = a.worker
            where a.run_id = :run order by a.number
            """)
        .bind("run", run)
        .mapTo(RunDetail.Attempt.class)
        .list();
  }

  private static Map<String, String> params(Handle handle, UUID run) {
    return handle
        .createQuery("select key, value from params where run_id = :run order by key")
        .bind("run", run)
        .setMapKeyColumn("key")
        .setMapValueColumn("value")
        .collectInto(new GenericType<Map<String, String>>() {});
  }

  private static List<RunDetail.Artifact> artifacts(Handle handle, UUID run) {
    return handle
        .createQuery(
            """
            select name, attempt, step, digest, size, created_at
            from run_artifacts where run_id = :run order by name
            """)
        .bind("run", run)
        .mapTo(RunDetail.Artifact.class)
        .list();
  }
}
