package dev.pharos.registry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.run.MetricPoint;
import dev.pharos.contracts.run.MetricsReported;
import dev.pharos.registry.metrics.SeriesTable.Name;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What many reports say together. */
class ReportedPointsTest {
  private static final UUID RUN = new UUID(1, 2);

  private static MetricsReported report(int attempt, double value, long... steps) {
    var points =
        Arrays.stream(steps)
            .mapToObj(step -> new MetricPoint("loss", step, 1, value, Instant.EPOCH))
            .toList();
    return new MetricsReported(RUN, attempt, points, null);
  }

  private static List<Point> together(MetricsReported... reports) {
    var points = new ReportedPoints();
    Stream.of(reports).forEach(report -> points.add(report, 100));
    return points.bySeries().get(new Name(RUN, "loss"));
  }

  @Test
  void eachStepCountsOnceInOrder() {
    var points = together(report(1, 5, 3, 4), report(1, 6, 4, 1), report(1, 7, 1));
    assertThat(points).extracting(Point::step).containsExactly(1L, 3L, 4L);
    assertThat(points).extracting(Point::value).containsExactly(6.0, 5.0, 5.0);
  }

  @Test
  void theNewestAttemptCounts() {
    assertThat(together(report(2, 5, 3), report(1, 6, 3)).get(0).value()).isEqualTo(5);
    assertThat(together(report(1, 6, 3), report(2, 5, 3)).get(0).value()).isEqualTo(5);
  }

  @Test
  void whatIsBehindTheEndOfAnAttemptDoesNotCount() {
    assertThat(together(report(1, 5, 100, 101))).extracting(Point::step).containsExactly(100L);
  }
}
