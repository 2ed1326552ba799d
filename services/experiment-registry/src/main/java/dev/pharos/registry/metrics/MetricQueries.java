package dev.pharos.registry.metrics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Reads the history of metrics, thinned to what a screen can show. A short history is read point by
 * point; of a longer one the stretches are read.
 */
public final class MetricQueries {
  /** So many points of a series are read one by one. */
  private static final int SHORT = 4_096;

  /** So many points of a series are read by fine stretches. */
  private static final int LONG = 65_536;

  /**
   * What is wanted.
   *
   * @param names which metrics, in the order of the answer; all, by name, if there are none
   * @param points how many points of each at most, from 4
   * @param from the first step
   * @param to the last step
   */
  public record Wish(List<String> names, int points, long from, long to) {}

  /** The points of one metric, by step. */
  public record Series(String name, List<ShownPoint> points) {}

  /** A series, about how many points are wanted of it, and the first of them. */
  private record Found(long id, String name, long points, ShownPoint first) {}

  private MetricQueries() {}

  /**
   * The history of metrics. Of a series that has more points than wanted, the first is shown, and
   * of each of some stretches of about equal size the lowest, the highest and the last. Peaks
   * survive, and a NaN counts as highest.
   */
  public static List<Series> history(Handle handle, UUID run, Wish wish) {
    var found = found(handle, run, wish);
    var points = new HashMap<Long, List<ShownPoint>>();
    points.putAll(each(handle, found, wish));
    points.putAll(thinned(handle, found, wish, Level.FINE));
    points.putAll(thinned(handle, found, wish, Level.COARSE));
    var answer = new LinkedHashMap<String, List<ShownPoint>>();
    wish.names().forEach(name -> answer.put(name, List.of()));
    found.forEach(each -> answer.put(each.name(), points.getOrDefault(each.id(), List.of())));
    return answer.entrySet().stream()
        .map(entry -> new Series(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static List<Found> found(Handle handle, UUID run, Wish wish) {
    return handle
        .createQuery(
            """
            select s.id, s.name, (select sum(t.points) from metric_stretches t where t.series = s.id
                and t.level = :coarse and t.to_step >= :from and t.from_step <= :to) as points,
              p.step, p.epoch, p.value, p.at
            from metric_series s join lateral (
              select * from metric_points where series = s.id and step between :from and :to
              order by step limit 1) p on true
            where s.run_id = :run and (:all or s.name = any(:names)) order by s.name
            """)
        .bind("run", run)
        .bind("coarse", Level.COARSE.number())
        .bind("all", wish.names().isEmpty())
        .bind("names", wish.names().toArray(String[]::new))
        .bind("from", wish.from())
        .bind("to", wish.to())
        .map(
            (row, context) ->
                new Found(
                    row.getLong(1),
                    row.getString(2),
                    row.getLong(3),
                    new ShownPoint(row.getLong(4), row.getInt(5), row.getDouble(6), at(row, 7))))
        .list();
  }

  private static Instant at(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static boolean isShort(Found series, Wish wish) {
    return series.points() <= Math.max(SHORT, wish.points());
  }

  private static Level level(Found series, Wish wish) {
    return series.points() <= Math.max(LONG, 16L * wish.points()) ? Level.FINE : Level.COARSE;
  }

  /** The histories that are short. */
  private static Map<Long, List<ShownPoint>> each(Handle handle, List<Found> found, Wish wish) {
    var series = found.stream().filter(each -> isShort(each, wish)).map(Found::id).toList();
    var points = new HashMap<Long, List<ShownPoint>>();
    if (series.isEmpty()) {
      return points;
    }
    handle
        .createQuery(
            """
            select series, step, epoch, value, at from metric_points
            where series = any(:series) and step between :from and :to order by series, step
            """)
        .bind("series", series.toArray(Long[]::new))
        .bind("from", wish.from())
        .bind("to", wish.to())
        .map(
            (row, context) -> {
              var point =
                  new ShownPoint(row.getLong(2), row.getInt(3), row.getDouble(4), at(row, 5));
              return points.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(point);
            })
        .forEach(added -> {});
    points.replaceAll((id, some) -> ShownPoint.thin(some, wish.points()));
    return points;
  }

  /** The histories that are read by stretches of a level. */
  private static Map<Long, List<ShownPoint>> thinned(
      Handle handle, List<Found> found, Wish wish, Level level) {
    var longer =
        found.stream().filter(each -> !isShort(each, wish) && level(each, wish) == level).toList();
    var points = new HashMap<Long, List<ShownPoint>>();
    if (longer.isEmpty()) {
      return points;
    }
    var ids = longer.stream().map(Found::id).toList();
    var stretches = StretchTable.between(handle, ids, level, wish.from(), wish.to());
    for (var each : longer) {
      points.put(
          each.id(),
          Stretch.shown(each.first(), stretches.get(each.id()), wish.points()).stream()
              .filter(point -> point.step() <= wish.to())
              .toList());
    }
    return points;
  }
}
