package dev.pharos.registry.metrics;

import dev.pharos.contracts.run.MetricPoint;
import java.time.Instant;

/**
 * One point of a series, as it is kept.
 *
 * @param step the series has one point for each
 * @param attempt who reported it
 */
record Point(long step, double value, Instant at, int epoch, int attempt) {
  static Point of(MetricPoint point, int attempt) {
    return new Point(point.step(), point.value(), point.at(), point.epoch(), attempt);
  }
}
