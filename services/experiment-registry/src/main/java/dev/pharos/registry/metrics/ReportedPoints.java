package dev.pharos.registry.metrics;

import dev.pharos.contracts.run.MetricsReported;
import dev.pharos.registry.metrics.SeriesTable.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Points of many reports, by series and step. A step that was reported several times counts once:
 * as the newest attempt reported it, and there as it was reported first.
 */
final class ReportedPoints {
  private final Map<Name, List<Point>> points = new LinkedHashMap<>();

  /**
   * Adds the points of a report that count.
   *
   * @param lastStep the attempt's later points do not count
   */
  void add(MetricsReported report, long lastStep) {
    for (var point : report.points()) {
      if (point.step() <= lastStep) {
        points
            .computeIfAbsent(new Name(report.run(), point.name()), name -> new ArrayList<>())
            .add(Point.of(point, report.attempt()));
      }
    }
  }

  /** The points of each series, by step. */
  Map<Name, List<Point>> bySeries() {
    points.replaceAll((name, some) -> ascends(some) ? some : sorted(some));
    return points;
  }

  private static boolean ascends(List<Point> points) {
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).step() <= points.get(i - 1).step()) {
        return false;
      }
    }
    return true;
  }

  private static List<Point> sorted(List<Point> points) {
    var sorted = new TreeMap<Long, Point>();
    for (var point : points) {
      sorted.merge(point.step(), point, (a, b) -> b.attempt() > a.attempt() ? b : a);
    }
    return new ArrayList<>(sorted.values());
  }
}
