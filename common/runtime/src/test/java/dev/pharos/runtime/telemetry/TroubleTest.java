package dev.pharos.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TroubleTest {
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final AtomicLong clock = new AtomicLong();
  private Trouble trouble;

  @BeforeEach
  void open() {
    var logger = new LoggerContext().getLogger("test");
    logger.addAppender(logged);
    logged.start();
    trouble = new Trouble(logger, "the relay", IOException.class::isInstance, clock::get);
  }

  @Test
  void isToldOnceAndWhenItIsOver() {
    for (int second = 0; second < 12; second++) {
      clock.set(TimeUnit.SECONDS.toNanos(second));
      trouble.failed(new IOException("refused\nby somebody"));
    }
    trouble.over();
    trouble.over();
    assertThat(lines())
        .containsExactly(
            "the relay failed and is tried again: refused",
            "the relay works again; it failed 12 times in 11.0 s");
    assertThat(logged.list.get(0).getThrowableProxy()).isNull();
  }

  @Test
  void isToldAgainWhileItLasts() {
    for (int second = 0; second <= 61; second++) {
      clock.set(TimeUnit.SECONDS.toNanos(second));
      trouble.failed(new IllegalStateException(new IOException("refused")));
    }
    assertThat(lines())
        .containsExactly(
            "the relay failed and is tried again",
            "the relay has failed 31 times in 30.0 s: refused",
            "the relay has failed 61 times in 60.0 s: refused");
  }

  @Test
  void whatWasNotExpectedHasItsTraceOnce() {
    trouble.failed(new IOException("refused"));
    trouble.failed(new IllegalStateException("a bug"));
    trouble.failed(new IllegalStateException("a bug"));
    assertThat(lines()).hasSize(2);
    assertThat(logged.list.get(1).getThrowableProxy().getMessage()).isEqualTo("a bug");
  }

  private List<String> lines() {
    return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
