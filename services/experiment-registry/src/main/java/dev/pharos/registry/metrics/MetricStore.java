package dev.pharos.registry.metrics;

import dev.pharos.contracts.job.AttemptSucceeded;
import dev.pharos.contracts.run.MetricsReported;
import dev.pharos.contracts.run.Progress;
import dev.pharos.registry.metrics.SeriesTable.Name;
import dev.pharos.runtime.database.Jsonb;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Writes what attempts report of metrics. Whoever writes the points of a run has its row locked, so
 * that an attempt cannot be replaced while the points of the one before are on their way in.
 */
public final class MetricStore {
  /**
   * What counts of an attempt.
   *
   * @param current the run's attempt
   * @param resumedFrom the step from which a later attempt went on
   */
  private record Fence(UUID run, int attempt, int current, Optional<Long> resumedFrom) {}

  private record Key(UUID run, int attempt) {
    static Key of(MetricsReported report) {
      return new Key(report.run(), report.attempt());
    }
  }

  private MetricStore() {}

  /**
   * Keeps what attempts report, of those that count: their run exists, and has not gone on without
   * them.
   *
   * @return the points that count, by run; a run that told of its progress alone is there without
   */
  public static Map<UUID, Map<String, List<ShownPoint>>> keep(
      Handle handle, List<MetricsReported> reports) {
    var fences = fences(handle, reports);
    var points = new ReportedPoints();
    var progress = new LinkedHashMap<UUID, Progress>();
    for (var report : reports) {
      var fence = fences.get(Key.of(report));
      if (fence != null && report.attempt() <= fence.current()) {
        points.add(report, fence.resumedFrom().orElse(Long.MAX_VALUE));
        if (report.progress() != null && report.attempt() == fence.current()) {
          progress.put(report.run(), report.progress());
        }
      }
    }
    var kept = points.bySeries();
    PointWriter.write(handle, kept);
    keep(handle, progress);
    return shown(kept, progress.keySet());
  }

  /** Locks the runs; always in the same order, so that nobody deadlocks. */
  private static Map<Key, Fence> fences(Handle handle, List<MetricsReported> reports) {
    var keys = new LinkedHashSet<Key>();
    reports.forEach(report -> keys.add(Key.of(report)));
    var runs = keys.stream().map(Key::run).distinct().toArray(UUID[]::new);
    handle
        .createQuery("select 1 from runs where id = any(:runs) order by id for no key update")
        .bind("runs", runs)
        .mapTo(Integer.class)
        .list();
    var fences = new HashMap<Key, Fence>();
    handle
        .createQuery(
            """
            select k.run, k.attempt, r.attempt as current,
              (select min(a.from_step) from attempts a where a.run_id = r.id and a.number > k.attempt) as resumed_from
            from unnest(:runs, :attempts) as k (run, attempt) join runs r on r.id = k.run
            """)
        .bind("runs", keys.stream().map(Key::run).toArray(UUID[]::new))
        .bind("attempts", keys.stream().map(Key::attempt).toArray(Integer[]::new))
        .mapTo(Fence.class)
        .forEach(fence -> fences.put(new Key(fence.run(), fence.attempt()), fence));
    return fences;
  }

  private static void keep(Handle handle, Map<UUID, Progress> progress) {
    var batch = handle.prepareBatch("update runs set progress = :progress where id = :run");
    progress.forEach((run, now) -> batch.bind("run", run).bind("progress", Jsonb.of(now)).add());
    if (!progress.isEmpty()) {
      batch.execute();
    }
  }

  private static Map<UUID, Map<String, List<ShownPoint>>> shown(
      Map<Name, List<Point>> points, Set<UUID> progressed) {
    var shown = new LinkedHashMap<UUID, Map<String, List<ShownPoint>>>();
    progressed.forEach(run -> shown.put(run, new LinkedHashMap<>()));
    points.forEach(
        (name, some) ->
            shown
                .computeIfAbsent(name.run(), run -> new LinkedHashMap<>())
                .put(name.name(), some.stream().map(ShownPoint::of).toList()));
    return shown;
  }

  /**
   * Forgets what earlier attempts reported after the step from which an attempt resumes: it will
   * come again. What the attempt itself has reported stays, for its metrics may be heard before its
   * start.
   */
  public static void rewind(Handle handle, UUID run, int attempt, long toStep) {
    var touched =
        handle
            .createQuery(
                """
                with gone as (
                  delete from metric_points p using metric_series s
                  where s.run_id = :run and p.series = s.id and p.step > :step and p.attempt < :attempt
                  returning p.series)
                select distinct series from gone
                """)
            .bind("run", run)
            .bind("attempt", attempt)
            .bind("step", toStep)
            .mapTo(Long.class)
            .list();
    if (touched.isEmpty()) {
      return;
    }
    touched.forEach(series -> StretchTable.rebuild(handle, series, toStep + 1));
    handle
        .createUpdate("delete from latest_metrics where run_id = :run")
        .bind("run", run)
        .execute();
    handle
        .createUpdate(
            """
            insert into latest_metrics (run_id, name, step, epoch, value)
            select s.run_id, s.name, p.step, p.epoch, p.value from metric_series s join lateral (
              select * from metric_points where series = s.id order by step desc limit 1) p on true
            where s.run_id = :run
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
    int epoch = word.epoch() == null ? epochs(handle, run) : word.epoch();
    var points = new LinkedHashMap<Name, List<Point>>();
    word.metrics()
        .forEach(
            (name, value) ->
                points.put(
                    new Name(run, name),
                    List.of(new Point(step, value, Instant.now(), epoch, word.attempt()))));
    PointWriter.write(handle, points);
    raise(handle, run, last, epoch, word.metrics());
    return step;
  }

  private static void raise(
      Handle handle, UUID run, long last, int epoch, Map<String, Double> metrics) {
    Collection<Double> values = metrics.values();
    handle
        .createUpdate(
            """
            insert into latest_metrics (run_id, name, step, epoch, value)
            select :run, name, :last, :epoch, value from unnest(:names, :values) as f (name, value) order by name
            on conflict (run_id, name) do update set step = excluded.step,
              epoch = excluded.epoch, value = excluded.value
            """)
        .bind("run", run)
        .bind("last", last)
        .bind("epoch", epoch)
        .bind("names", metrics.keySet().toArray(String[]::new))
        .bind("values", values.toArray(Double[]::new))
        .execute();
  }

  private static int epochs(Handle handle, UUID run) {
    return handle
        .createQuery("select (spec -> 'training' ->> 'epochs')::int from jobs where run_id = :run")
        .bind("run", run)
        .mapTo(Integer.class)
        .one();
  }

  /** As the worker said when it began; its points may not have come yet. */
  private static long lastStep(Handle handle, UUID run, int attempt) {
    return handle
        .createQuery(
            """
            select coalesce(a.steps, (select max(t.to_step) from metric_stretches t
              join metric_series s on s.id = t.series where s.run_id = a.run_id), 1)
            from attempts a where a.run_id = :run and a.number = :attempt
            """)
        .bind("run", run)
        .bind("attempt", attempt)
        .mapTo(Long.class)
        .one();
  }
}
