package dev.pharos.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TraceContextTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String VALID = "00-" + TRACE + "-b7ad6b7169203331-01";

  @Test
  void readsWhatTheSpecificationShows() {
    assertThat(TraceContext.parse(VALID))
        .contains(new TraceContext(TRACE, "b7ad6b7169203331", true));
    assertThat(TraceContext.parse(VALID).orElseThrow().traceparent()).isEqualTo(VALID);
  }

  @Test
  void readsLaterVersionsAsFarAsItKnowsThem() {
    assertThat(TraceContext.parse("cc-" + TRACE + "-b7ad6b7169203331-00-more"))
        .contains(new TraceContext(TRACE, "b7ad6b7169203331", false));
  }

  @Test
  void ignoresWhatIsMalformed() {
    var malformed =
        Stream.of(
            null,
            "",
            "rubbish",
            VALID + "-more",
            "ff-" + TRACE + "-b7ad6b7169203331-01",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-" + TRACE + "-0000000000000000-01",
            VALID.toUpperCase(Locale.ROOT));
    assertThat(malformed.map(TraceContext::parse)).allMatch(Optional::isEmpty);
  }

  @Test
  void aChildStaysInTheTrace() {
    var parent = TraceContext.fresh();
    var child = TraceContext.continued(parent.traceparent());
    assertThat(child.traceId()).isEqualTo(parent.traceId());
    assertThat(child.spanId()).isNotEqualTo(parent.spanId());
    assertThat(TraceContext.continued("rubbish").traceId()).isNotEqualTo(parent.traceId());
  }
}
