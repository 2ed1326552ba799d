package dev.pharos.contracts.run;

import dev.pharos.contracts.MessageType;
import java.util.List;
import java.util.UUID;

/**
 * A batch of metric points of one attempt.
 *
 * @param run the run
 * @param attempt its attempt
 * @param points the points; a point sent twice counts once
 * @param progress how far the attempt is; may be null
 */
@MessageType(name = "run.metrics", version = 1)
public record MetricsReported(UUID run, int attempt, List<MetricPoint> points, Progress progress) {
  public MetricsReported {
    points = points == null ? List.of() : List.copyOf(points);
  }
}
