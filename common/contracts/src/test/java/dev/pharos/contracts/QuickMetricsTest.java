package dev.pharos.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.run.MetricPoint;
import dev.pharos.contracts.run.MetricsReported;
import dev.pharos.contracts.run.Progress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick way to read metrics says what the schema says, or nothing. */
class QuickMetricsTest {
  private static final String POINT =
      "{'name': 'a', 'step': 1, 'epoch': 1, 'value': 0.5, 'at': '2026-11-21T10:00:00Z'}";
  private static final String HEAD = "'run': '0198c2f4-7a51-7c0e-9d7e-2f4f5c1d9a10', 'attempt': 1";

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  @Test
  void readsWhatWorkersWrite() {
    for (var progress :
        new Progress[] {
          null, new Progress(1, 2, 3, 4, 5.5, null), new Progress(1, 2, 3, 4, 5, 6.5)
        }) {
      var report =
          new MetricsReported(
              UUID.randomUUID(),
              3,
              List.of(
                  new MetricPoint(
                      "loss", 1L << 40, 2, 0.1, Instant.parse("2026-11-21T10:00:00.123456Z")),
                  new MetricPoint("loss", 2, 2, Double.NaN, Instant.EPOCH),
                  new MetricPoint("loss", 3, 2, Double.NEGATIVE_INFINITY, Instant.EPOCH),
                  new MetricPoint("loss", 4, 2, 7, Instant.EPOCH)),
              progress);
      assertThat(QuickMetrics.read(MessageCodec.parse(MessageCodec.encode(report))))
          .contains(report);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'attempt': 1, 'points': []}",
        "{%H, 'points': [{'name': 'a', 'step': 1, 'epoch': 1, 'value': 'much', 'at': '2026-11-21T10:00:00Z'}]}",
        "{%H, 'points': [{'name': 'a', 'step': 1.5, 'epoch': 1, 'value': 1, 'at': '2026-11-21T10:00:00Z'}]}",
        "{%H, 'points': [{'name': 7, 'step': 1, 'epoch': 1, 'value': 1, 'at': '2026-11-21T10:00:00Z'}]}",
        "{%H, 'points': [{'name': 'a', 'step': 1, 'epoch': 1, 'value': 1, 'at': 'noon'}]}",
        "{%H, 'points': [{'name': 'a', 'step': 1, 'epoch': 1, 'value': 1}]}",
        "{%H, 'points': {}}",
        "{%H, 'points': [], 'progress': {'epoch': 1}}",
        "{'run': 'here', 'attempt': 1, 'points': []}"
      })
  void leavesWhatIsWrongToTheSchema(String text) {
    var data = json(text.replace("%H", HEAD));
    assertThat(QuickMetrics.read(data)).isEmpty();
    assertThatThrownBy(() -> MessageCodec.decode(MetricsReported.class, data))
        .isInstanceOf(InvalidMessageException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{%H}", "{%H, 'points': [%P], 'note': 'of days to come'}"})
  void leavesWhatIsUnusualToTheSchema(String text) {
    var data = json(text.replace("%H", HEAD).replace("%P", POINT));
    assertThat(QuickMetrics.read(data)).isEmpty();
    assertThat(MessageCodec.decode(MetricsReported.class, data).attempt()).isEqualTo(1);
  }

  @Test
  void saysTheSameAsTheSchema() {
    var data = json("{%H, 'points': [%P]}".replace("%H", HEAD).replace("%P", POINT));
    assertThat(QuickMetrics.read(data))
        .contains(MessageCodec.decode(MetricsReported.class, "", data));
  }
}
