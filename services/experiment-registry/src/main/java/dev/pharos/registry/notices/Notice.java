package dev.pharos.registry.notices;

import java.util.List;

/**
 * What one registry tells the others that it changed.
 *
 * @param kind what changed
 * @param id id of the run or sweep, or name of the model, worker or data set
 * @param points the points that were added, for METRICS
 * @param attempt whose lines were added, for LOGS
 * @param from sequence of the first line that was added
 * @param to sequence of the last line that was added
 */
public record Notice(
    Kind kind, String id, List<Point> points, Integer attempt, Long from, Long to) {

  /** What can change. */
  public enum Kind {
    RUN,
    METRICS,
    LOGS,
    DATASET,
    MODEL,
    WORKER,
    SWEEP
  }

  /** A metric point without its time. */
  public record Point(String name, long step, int epoch, double value) {}

  static Notice of(Kind kind, String id) {
    return new Notice(kind, id, null, null, null, null);
  }

  static Notice metrics(String run, List<Point> points) {
    return new Notice(Kind.METRICS, run, points, null, null, null);
  }

  static Notice logs(String run, int attempt, long from, long to) {
    return new Notice(Kind.LOGS, run, null, attempt, from, to);
  }
}
