package dev.pharos.registry.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Points of a series that follow each other, told by the lowest, the highest and the last of them.
 * Where several are equally low or high, the first counts; NaN is higher than any number.
 *
 * @param fromStep of the first point
 * @param points how many
 */
record Stretch(long fromStep, int points, ShownPoint low, ShownPoint high, ShownPoint last) {
  static Stretch of(ShownPoint point) {
    return new Stretch(point.step(), 1, point, point, point);
  }

  long toStep() {
    return last.step();
  }

  /** This and what follows it, as one. */
  Stretch with(Stretch next) {
    return new Stretch(
        fromStep,
        points + next.points,
        Double.compare(next.low.value(), low.value()) < 0 ? next.low : low,
        Double.compare(next.high.value(), high.value()) > 0 ? next.high : high,
        next.last);
  }

  /**
   * Puts points behind the last stretch of a series.
   *
   * @param last the last stretch, if there is one
   * @param added points behind it, by step
   * @param full how many points make a stretch full
   * @return the stretches that are new or have grown
   */
  static List<Stretch> extend(Optional<Stretch> last, List<Point> added, int full) {
    var stretches = new ArrayList<Stretch>();
    var open = last.filter(stretch -> stretch.points < full).orElse(null);
    for (var point : added) {
      var next = of(ShownPoint.of(point));
      open = open == null ? next : open.with(next);
      if (open.points >= full) {
        stretches.add(open);
        open = null;
      }
    }
    if (open != null) {
      stretches.add(open);
    }
    return stretches;
  }

  /**
   * The points worth showing of a series: the first, and of each of some parts with about as many
   * points the lowest, the highest and the last.
   *
   * @param first the first point
   * @param stretches all there is, in order
   * @param most how many points at most, from 4
   */
  static List<ShownPoint> shown(ShownPoint first, List<Stretch> stretches, int most) {
    var shown = new ArrayList<ShownPoint>();
    shown.add(first);
    long total = stretches.stream().mapToLong(Stretch::points).sum();
    long parts = (most - 1L) / 3;
    Stretch part = null;
    long index = -1;
    long seen = 0;
    for (var stretch : stretches) {
      long at = seen * parts / total;
      if (at == index) {
        part = part.with(stretch);
      } else {
        if (part != null) {
          part.show(shown);
        }
        part = stretch;
        index = at;
      }
      seen += stretch.points;
    }
    part.show(shown);
    return shown;
  }

  private void show(List<ShownPoint> shown) {
    var lowFirst = low.step() <= high.step();
    add(shown, lowFirst ? low : high);
    add(shown, lowFirst ? high : low);
    add(shown, last);
  }

  private static void add(List<ShownPoint> shown, ShownPoint point) {
    if (shown.get(shown.size() - 1).step() < point.step()) {
      shown.add(point);
    }
  }
}
