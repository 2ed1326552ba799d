package dev.pharos.registry.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reads the history of metrics, thinned to what a screen can show. */
public final class MetricQueries {
  /** The points of one metric, by step. */
  public record Series(String name, List<Point> points) {}

  /** One point. */
  public record Point(long step, int epoch, double value, Instant at) {}

  private record Row(String name, long step, int epoch, double value, Instant at) {
    Point point() {
      return new Point(step, epoch, value, at);
    }
  }

  private MetricQueries() {}

  /**
   * The history of metrics. A series of more than {@code points} is cut into stretches of equal
   * size, each of which shows its lowest and its highest point; the first and the last are always
   * there. Peaks survive, and a NaN counts as highest.
   *
   * @param names which metrics, in the order of the answer; all, by name, if there are none
   * @param points how many points of each at most, from 4
   */
  public static List<Series> history(Handle handle, UUID run, List<String> names, int points) {
    var series = new LinkedHashMap<String, List<Point>>();
    names.forEach(name -> series.put(name, new ArrayList<>()));
    handle
        .createQuery(
            """
            with numbered as (
              select name, step, epoch, value, at,
                row_number() over (partition by name order by step) as n,
                count(*) over (partition by name) as total
              from metrics
              where run_id = :run and (:all or name = any(:names))),
            stretched as (
              select *, case when n = 1 or n = total then -n
                else (n - 2) * :stretches / (total - 2) end as stretch
              from numbered),
            ranked as (
              select *,
                row_number() over (partition by name, stretch order by value, step) as low,
                row_number() over (partition by name, stretch order by value desc, step) as high
              from stretched)
            select name, step, epoch, value, at from ranked
            where total <= :points or low = 1 or high = 1
            order by name, step
            """)
        .bind("run", run)
        .bind("all", names.isEmpty())
        .bind("names", names.toArray(String[]::new))
        .bind("points", points)
        .bind("stretches", (points - 2) / 2)
        .mapTo(Row.class)
        .forEach(
            row -> series.computeIfAbsent(row.name(), name -> new ArrayList<>()).add(row.point()));
    return series.entrySet().stream()
        .map(entry -> new Series(entry.getKey(), entry.getValue()))
        .toList();
  }
}
