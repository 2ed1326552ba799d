package dev.pharos.registry.metrics;

import java.time.Instant;
import java.util.List;

/**
 * One point of a metric, as it is shown.
 *
 * @param step steps done when it was measured
 * @param epoch the epoch it belongs to, from 1
 */
public record ShownPoint(long step, int epoch, double value, Instant at) {
  static ShownPoint of(Point point) {
    return new ShownPoint(point.step(), point.epoch(), point.value(), point.at());
  }

  /**
   * The points worth showing: the first, and of each of some stretches of equal size the lowest,
   * the highest and the last. All of them where they are not more than wanted.
   *
   * @param points by step
   * @param most how many at most, from 4
   */
  public static List<ShownPoint> thin(List<ShownPoint> points, int most) {
    return points.size() <= most
        ? points
        : Stretch.shown(points.get(0), points.stream().map(Stretch::of).toList(), most);
  }
}
