package dev.pharos.registry.metrics;

import dev.pharos.contracts.job.AttemptSucceeded;
import dev.pharos.contracts.run.MetricPoint;
import dev.pharos.contracts.run.MetricsReported;
import dev.pharos.runtime.database.Jsonb;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Writes metric points. */
public final class MetricStore {
  /** The run's attempt, and the step from which the attempt in question does not count any more. */
  private record Fence(int current, Optional<Long> resumedFrom) {}

  private record Key(String name, long step) {}

  private MetricStore() {}

  /**
   * Keeps what an attempt reports.
   *
   * @return the points that count; empty if the run does not exist or has gone on without this
   *     attempt
   */
  public static Collection<MetricPoint> keep(Handle handle, MetricsReported report) {
    var fence = fence(handle, report.run(), report.attempt());
    if (fence.isEmpty() || report.attempt() > fence.get().current()) {
      return List.of();
    }
    var last = fence.get().resumedFrom().orElse(Long.MAX_VALUE);
    var points = new LinkedHashMap<Key, MetricPoint>();
    for (var point : report.points()) {
      if (point.step() <= last) {
        points.put(new Key(point.name(), point.step()), point);
      }
    }
    if (!points.isEmpty()) {
      insert(handle, report.run(), report.attempt(), points.values());
      raiseLatest(handle, report.run(), points.values());
    }
    if (report.progress() != null && report.attempt() == fence.get().current()) {
      handle
          .createUpdate("update runs set progress = :progress where id = :run")
          .bind("run", report.run())
          .bind("progress", Jsonb.of(report.progress()))
          .execute();
    }
    return points.values();
  }

  private static Optional<Fence> fence(Handle handle, UUID run, int attempt) {
    return handle
        .createQuery(
            """
            select r.attempt as current, (select min(a.from_step) from attempts a
              where a.run_id = r.id and a.number > :attempt) as resumed_from
            from runs r where r.id = :run
            """)
        .bind("run", run)
        .bind("attempt", attempt)
        .mapTo(Fence.class)
        .findOne();
  }

  private static void insert(Handle handle, UUID run, int attempt, Collection<MetricPoint> points) {
    handle
        .createUpdate(
            """
            insert into metrics (run_id, name, step, epoch, value, attempt, at)
            select :run, p.name, p.step, p.epoch, p.value, :attempt, p.at
            from unnest(:names, :steps, :epochs, :values, :times)
              as p (name, step, epoch, value, at)
            on conflict (run_id, name, step) do update set epoch = excluded.epoch,
              value = excluded.value, attempt = excluded.attempt, at = excluded.at
            where excluded.attempt > metrics.attempt
            """)
        .bind("run", run)
        .bind("attempt", attempt)
        .bindMap(columns(points))
        .execute();
  }

  private static void raiseLatest(Handle handle, UUID run, Collection<MetricPoint> points) {
    var newest = new LinkedHashMap<String, MetricPoint>();
    for (var point : points) {
      newest.merge(point.name(), point, (a, b) -> b.step() > a.step() ? b : a);
    }
    handle
        .createUpdate(
            """
            insert into latest_metrics (run_id, name, step, epoch, value)
            select :run, p.name, p.step, p.epoch, p.value
            from unnest(:names, :steps, :epochs, :values, :times)
              as p (name, step, epoch, value, at)
            order by p.name
            on conflict (run_id, name) do update set step = excluded.step,
              epoch = excluded.epoch, value = excluded.value
            where excluded.step > latest_metrics.step
            """)
        .bind("run", run)
        .bindMap(columns(newest.values()))
        .execute();
  }

  private static Map<String, Object> columns(Collection<MetricPoint> points) {
    return Map.of(
        "names", points.stream().map(MetricPoint::name).toArray(String[]::new),
        "steps", points.stream().map(MetricPoint::step).toArray(Long[]::new),
        "epochs", points.stream().map(MetricPoint::epoch).toArray(Integer[]::new),
        "values", points.stream().map(MetricPoint::value).toArray(Double[]::new),
        "times", points.stream().map(MetricPoint::at).toArray(Instant[]::new));
  }

  /**
   * Forgets what earlier attempts reported after the step from which an attempt resumes: it will
   * come again. What the attempt itself has reported stays, for its metrics may be heard before its
   * start.
   */
  public static void rewind(Handle handle, UUID run, int attempt, long toStep) {
    int gone =
        handle
            .createUpdate(
                "delete from metrics where run_id = :run and step > :step and attempt < :attempt")
            .bind("run", run)
            .bind("attempt", attempt)
            .bind("step", toStep)
            .execute();
    if (gone == 0) {
      return;
    }
    handle
        .createUpdate("delete from latest_metrics where run_id = :run")
        .bind("run", run)
        .execute();
    handle
        .createUpdate(
            """
            insert into latest_metrics (run_id, name, step, epoch, value)
            select distinct on (name) run_id, name, step, epoch, value
            from metrics where run_id = :run order by name, step desc
            """)
        .bind("run", run)
        .execute();
  }

  /**
   * Keeps the final metrics of a run. They are what tables of runs show from now on, whatever is
   * still heard of later steps; where the history has no point at the model's step, it gets one.
   *
   * @return the step that the model is of
   */
  public static long keepFinal(Handle handle, AttemptSucceeded word) {
    var run = word.run();
    long last = lastStep(handle, run, word.attempt());
    long step = word.step() == null ? last : word.step();
    handle
        .createUpdate(
            """
            with final as (
              select f.name, f.value, :step as step,
                coalesce(:epoch, (j.spec -> 'training' ->> 'epochs')::int) as epoch
              from unnest(:names, :values) as f (name, value), jobs j where j.run_id = :run),
            history as (
              insert into metrics (run_id, name, step, epoch, value, attempt, at)
              select :run, name, step, epoch, value, :attempt, now() from final
              on conflict (run_id, name, step) do nothing)
            insert into latest_metrics (run_id, name, step, epoch, value)
            select :run, name, :last, epoch, value from final order by name
            on conflict (run_id, name) do update set step = excluded.step,
              epoch = excluded.epoch, value = excluded.value
            """)
        .bind("run", run)
        .bind("attempt", word.attempt())
        .bind("step", step)
        .bind("last", last)
        .bind("epoch", word.epoch())
        .bind("names", word.metrics().keySet().toArray(String[]::new))
        .bind("values", word.metrics().values().toArray(Double[]::new))
        .execute();
    return step;
  }

  /** As the worker said when it began; its points may not have come yet. */
  private static long lastStep(Handle handle, UUID run, int attempt) {
    return handle
        .createQuery(
            """
            select coalesce(a.steps, (select max(step) from metrics m where m.run_id = a.run_id), 1)
            from attempts a where a.run_id = :run and a.number = :attempt
            """)
        .bind("run", run)
        .bind("attempt", attempt)
        .mapTo(Long.class)
        .one();
  }
}
