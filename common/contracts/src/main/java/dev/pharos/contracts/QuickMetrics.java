package dev.pharos.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.run.MetricPoint;
import dev.pharos.contracts.run.MetricsReported;
import dev.pharos.contracts.run.Progress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads the message of which by far the most come, a batch of metric points, several times faster
 * than by its schema. It takes what workers write and nothing else; of everything out of the
 * ordinary the schema says whether it is valid, and what is wrong.
 */
final class QuickMetrics {
  /** Not what workers write. */
  private static final class UnusualException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusualException() {
      super("unusual", null, false, false);
    }
  }

  private QuickMetrics() {}

  /** The message; empty if anything about it is unusual. */
  static Optional<MetricsReported> read(JsonNode data) {
    try {
      int fields = 3;
      var progress = data.get("progress");
      fields += progress == null ? 0 : 1;
      require(data.isObject() && data.size() == fields);
      return Optional.of(
          new MetricsReported(
              run(text(data, "run")),
              number(data, "attempt"),
              points(data.get("points")),
              progress == null || progress.isNull() ? null : progress(progress)));
    } catch (UnusualException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static UUID run(String text) {
    require(text.length() == 36);
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new UnusualException();
    }
  }

  private static List<MetricPoint> points(JsonNode array) {
    require(array != null && array.isArray());
    var points = new ArrayList<MetricPoint>(array.size());
    for (var point : array) {
      require(point.isObject() && point.size() == 5);
      points.add(
          new MetricPoint(
              text(point, "name"),
              whole(point, "step"),
              number(point, "epoch"),
              value(point.get("value")),
              Instant.parse(text(point, "at"))));
    }
    return points;
  }

  private static Progress progress(JsonNode progress) {
    int fields = 5;
    var left = progress.get("secondsLeft");
    fields += left == null ? 0 : 1;
    require(progress.isObject() && progress.size() == fields);
    return new Progress(
        number(progress, "epoch"),
        number(progress, "epochs"),
        whole(progress, "step"),
        whole(progress, "steps"),
        real(progress.get("imagesPerSecond")),
        left == null || left.isNull() ? null : real(left));
  }

  private static String text(JsonNode node, String field) {
    var text = node.get(field);
    require(text != null && text.isTextual());
    return text.textValue();
  }

  private static int number(JsonNode node, String field) {
    var number = node.get(field);
    require(number != null && number.isInt());
    return number.intValue();
  }

  private static long whole(JsonNode node, String field) {
    var number = node.get(field);
    require(number != null && (number.isInt() || number.isLong()));
    return number.longValue();
  }

  private static double real(JsonNode number) {
    require(number != null && number.isNumber());
    return number.doubleValue();
  }

  private static double value(JsonNode value) {
    require(value != null);
    if (value.isNumber()) {
      return value.doubleValue();
    }
    require(value.isTextual());
    return switch (value.textValue()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw new UnusualException();
    };
  }

  private static void require(boolean usual) {
    if (!usual) {
      throw new UnusualException();
    }
  }
}
