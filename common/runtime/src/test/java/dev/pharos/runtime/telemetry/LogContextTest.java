package dev.pharos.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogContextTest {

  @Test
  void marksAndRestores() {
    try (var outer = LogContext.run("run-1")) {
      try (var inner =
          LogContext.run("run-2")
              .trace("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")) {
        assertThat(MDC.get("run_id")).isEqualTo("run-2");
        assertThat(MDC.get("trace_id")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
      }
      assertThat(MDC.get("run_id")).isEqualTo("run-1");
      assertThat(MDC.get("trace_id")).isNull();
    }
    assertThat(MDC.get("run_id")).isNull();
  }

  @Test
  void addsNothingForWhatIsNotThere() {
    try (var marked = LogContext.open().with("key", null).trace(null)) {
      assertThat(MDC.get("key")).isNull();
      assertThat(MDC.get("trace_id")).isNull();
    }
  }
}
