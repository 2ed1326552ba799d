package dev.pharos.registry.metrics;

import dev.pharos.registry.metrics.PointCopy.Fresh;
import dev.pharos.registry.metrics.SeriesTable.Name;
import dev.pharos.registry.metrics.StretchTable.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Writes points of runs that the transaction has locked. Points behind the last one of their series
 * are new, and go the fast way; others may be there already, and change only what an older attempt
 * had reported.
 */
final class PointWriter {
  private PointWriter() {}

  /**
   * Keeps points.
   *
   * @param points by step, each step once
   */
  static void write(Handle handle, Map<Name, List<Point>> points) {
    if (points.isEmpty()) {
      return;
    }
    var keys = SeriesTable.keys(handle, points.keySet());
    var last = StretchTable.last(handle, points.keySet().stream().map(keys::get).toList());
    var fresh = new ArrayList<Fresh>();
    var grown = new ArrayList<Entry>();
    points.forEach(
        (name, some) -> {
          long series = keys.get(name);
          var stretches = last.getOrDefault(series, Map.of());
          if (follows(stretches, some)) {
            fresh.add(new Fresh(series, some));
            grown.addAll(StretchTable.extended(series, stretches, some));
          } else {
            merge(handle, series, some);
          }
        });
    PointCopy.write(handle, fresh);
    StretchTable.keep(handle, grown);
    raiseLatest(handle, points);
  }

  private static boolean follows(Map<Level, Stretch> last, List<Point> points) {
    return last.isEmpty() || last.get(Level.FINE).toStep() < points.get(0).step();
  }

  private static void merge(Handle handle, long series, List<Point> points) {
    var changed =
        handle
            .createQuery(
                """
                insert into metric_points (series, step, value, at, epoch, attempt)
                select :series, p.* from unnest(:steps, :values, :times, :epochs, :attempts) as p
                on conflict (series, step) do update set value = excluded.value, at = excluded.at,
                  epoch = excluded.epoch, attempt = excluded.attempt
                where excluded.attempt > metric_points.attempt
                returning step
                """)
            .bind("series", series)
            .bind("steps", points.stream().map(Point::step).toArray(Long[]::new))
            .bind("values", points.stream().map(Point::value).toArray(Double[]::new))
            .bind("times", points.stream().map(Point::at).toArray(Instant[]::new))
            .bind("epochs", points.stream().map(Point::epoch).toArray(Integer[]::new))
            .bind("attempts", points.stream().map(Point::attempt).toArray(Integer[]::new))
            .mapTo(Long.class)
            .stream()
            .mapToLong(Long::longValue)
            .min();
    changed.ifPresent(step -> StretchTable.rebuild(handle, series, step));
  }

  private static void raiseLatest(Handle handle, Map<Name, List<Point>> points) {
    var names = points.keySet();
    var newest = points.values().stream().map(some -> some.get(some.size() - 1)).toList();
    handle
        .createUpdate(
            """
            insert into latest_metrics (run_id, name, step, epoch, value)
            select * from unnest(:runs, :names, :steps, :epochs, :values) as p (run_id, name, step, epoch, value)
            order by run_id, name
            on conflict (run_id, name) do update set step = excluded.step,
              epoch = excluded.epoch, value = excluded.value
            where excluded.step > latest_metrics.step
            """)
        .bind("runs", names.stream().map(Name::run).toArray(UUID[]::new))
        .bind("names", names.stream().map(Name::name).toArray(String[]::new))
        .bind("steps", newest.stream().map(Point::step).toArray(Long[]::new))
        .bind("epochs", newest.stream().map(Point::epoch).toArray(Integer[]::new))
        .bind("values", newest.stream().map(Point::value).toArray(Double[]::new))
        .execute();
  }
}
