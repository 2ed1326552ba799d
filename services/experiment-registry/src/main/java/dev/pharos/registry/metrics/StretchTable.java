package dev.pharos.registry.metrics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The table {@code metric_stretches}. */
final class StretchTable {
  /** A stretch, and whose it is. */
  record Entry(long series, Level level, Stretch stretch) {}

  private static final String COLUMNS =
      """
      series, level, from_step, to_step, points, low, low_step, low_epoch, low_at,
      high, high_step, high_epoch, high_at, last, last_epoch, last_at
      """;

  /** By position: there may be thousands of rows. */
  private static final RowMapper<Entry> ENTRIES =
      (row, context) -> {
        var last = point(row, 14, 4, 15);
        return new Entry(
            row.getLong(1),
            Level.of(row.getInt(2)),
            new Stretch(
                row.getLong(3), row.getInt(5), point(row, 6, 7, 8), point(row, 10, 11, 12), last));
      };

  private StretchTable() {}

  private static ShownPoint point(ResultSet row, int value, int step, int epoch)
      throws SQLException {
    return new ShownPoint(
        row.getLong(step),
        row.getInt(epoch),
        row.getDouble(value),
        row.getObject(epoch + 1, OffsetDateTime.class).toInstant());
  }

  /** The last stretches of some series, by series and level. */
  static Map<Long, Map<Level, Stretch>> last(Handle handle, Collection<Long> series) {
    var last = new HashMap<Long, Map<Level, Stretch>>();
    handle
        .createQuery(
            "select "
                + COLUMNS
                + """
                 from unnest(:series) as s (id), unnest(:levels) as l (number) cross join lateral (
                  select * from metric_stretches where series = s.id and level = l.number
                  order by from_step desc limit 1) t
                """)
        .bind("series", series.toArray(Long[]::new))
        .bind("levels", new Integer[] {Level.FINE.number(), Level.COARSE.number()})
        .map(ENTRIES)
        .forEach(
            entry ->
                last.computeIfAbsent(entry.series(), id -> new EnumMap<>(Level.class))
                    .put(entry.level(), entry.stretch()));
    return last;
  }

  /** The stretches of a level that touch some steps, by series. */
  static Map<Long, List<Stretch>> between(
      Handle handle, Collection<Long> series, Level level, long from, long to) {
    var stretches = new HashMap<Long, List<Stretch>>();
    handle
        .createQuery(
            "select "
                + COLUMNS
                + """
                 from metric_stretches where series = any(:series) and level = :level
                  and to_step >= :from and from_step <= :to order by series, from_step
                """)
        .bind("series", series.toArray(Long[]::new))
        .bind("level", level.number())
        .bind("from", from)
        .bind("to", to)
        .map(ENTRIES)
        .forEach(
            entry ->
                stretches
                    .computeIfAbsent(entry.series(), id -> new ArrayList<>())
                    .add(entry.stretch()));
    return stretches;
  }

  /** What points behind the last ones of a series change. */
  static List<Entry> extended(long series, Map<Level, Stretch> last, List<Point> added) {
    var entries = new ArrayList<Entry>();
    for (var level : Level.values()) {
      Stretch.extend(Optional.ofNullable(last.get(level)), added, level.points())
          .forEach(stretch -> entries.add(new Entry(series, level, stretch)));
    }
    return entries;
  }

  /** Keeps stretches that are new or have grown. */
  static void keep(Handle handle, List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            "insert into metric_stretches ("
                + COLUMNS
                + """
                ) select * from unnest(:series, :levels, :froms, :tos, :points, :lows, :lowSteps, :lowEpochs, :lowTimes,
                  :highs, :highSteps, :highEpochs, :highTimes, :lasts, :lastEpochs, :lastTimes)
                on conflict (series, level, from_step) do update set to_step = excluded.to_step,
                  points = excluded.points, low = excluded.low, low_step = excluded.low_step,
                  low_epoch = excluded.low_epoch, low_at = excluded.low_at, high = excluded.high,
                  high_step = excluded.high_step, high_epoch = excluded.high_epoch, high_at = excluded.high_at,
                  last = excluded.last, last_epoch = excluded.last_epoch, last_at = excluded.last_at
                """)
        .bind("series", entries.stream().map(Entry::series).toArray(Long[]::new))
        .bind(
            "levels", entries.stream().map(entry -> entry.level().number()).toArray(Integer[]::new))
        .bind("froms", of(entries, Stretch::fromStep).toArray(Long[]::new))
        .bind("tos", of(entries, Stretch::toStep).toArray(Long[]::new))
        .bind("points", of(entries, Stretch::points).toArray(Integer[]::new))
        .bindMap(columns("low", of(entries, Stretch::low)))
        .bindMap(columns("high", of(entries, Stretch::high)))
        .bindMap(columns("last", of(entries, Stretch::last)))
        .execute();
  }

  private static <T> List<T> of(List<Entry> entries, Function<Stretch, T> part) {
    return entries.stream().map(Entry::stretch).map(part).toList();
  }

  private static Map<String, Object> columns(String name, List<ShownPoint> points) {
    return Map.of(
        name + "s", points.stream().map(ShownPoint::value).toArray(Double[]::new),
        name + "Steps", points.stream().map(ShownPoint::step).toArray(Long[]::new),
        name + "Epochs", points.stream().map(ShownPoint::epoch).toArray(Integer[]::new),
        name + "Times", points.stream().map(ShownPoint::at).toArray(Instant[]::new));
  }

  /** Makes the stretches of a series anew from where a step's points were changed or deleted. */
  static void rebuild(Handle handle, long series, long fromStep) {
    handle
        .createUpdate("delete from metric_stretches where series = :series and to_step >= :from")
        .bind("series", series)
        .bind("from", fromStep)
        .execute();
    var last = last(handle, List.of(series)).getOrDefault(series, Map.of());
    var entries = new ArrayList<Entry>();
    for (var level : Level.values()) {
      var after = Optional.ofNullable(last.get(level)).map(Stretch::toStep).orElse(Long.MIN_VALUE);
      var points = behind(handle, series, after);
      Stretch.extend(Optional.empty(), points, level.points())
          .forEach(stretch -> entries.add(new Entry(series, level, stretch)));
    }
    keep(handle, entries);
  }

  private static List<Point> behind(Handle handle, long series, long after) {
    return handle
        .createQuery(
            """
            select step, value, at, epoch, attempt from metric_points
            where series = :series and step > :after order by step
            """)
        .bind("series", series)
        .bind("after", after)
        .mapTo(Point.class)
        .list();
  }
}
