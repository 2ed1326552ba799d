package dev.pharos.platform.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerminalTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    var table = new Table("NAME", "N").row("a", 1).row("longer", null);

    assertThat(table.lines()).containsExactly("NAME    N", "a       1", "longer  -");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0 B",
        "999|999 B",
        "1000|1.0 kB",
        "999949|999.9 kB",
        "999950|1.0 MB",
        "62378344|62.4 MB"
      })
  void bytesHaveTheUnitThatSuitsThem(long bytes, String words) {
    assertThat(Words.bytes(bytes)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"400,0:00", "7000,0:07", "750000,12:30", "11109000,3:05:09"})
  void clocks(long millis, String words) {
    assertThat(Words.clock(Duration.ofMillis(millis))).isEqualTo(words);
  }

  @Test
  void whatIsNotThereYetIsADash() {
    assertThat(Words.percent(Double.NaN)).isEqualTo("-");
    assertThat(Words.value(Double.NaN)).isEqualTo("-");
    assertThat(Words.time(null)).isEqualTo("-");
  }

  @Test
  void aFileGetsALineNowAndThenAndTheLastOne() {
    var now = new AtomicLong();
    try (var display = new LineDisplay(out, "training", Duration.ofSeconds(5), now::get)) {
      for (var step = 1; step <= 10; step++) {
        display.update(step, 10, "step " + step);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
      }
    }

    assertThat(bytes.toString(UTF_8).lines())
        .containsExactly(
            "training  10%  step 1", "training  60%  step 6", "training 100%  step 10");
  }

  @Test
  void aTerminalGetsOneLineThatFits() {
    try (var display = ProgressDisplay.on(new Terminal(out, out, 60), "training")) {
      display.update(45, 100, "epoch 2/3, loss 0.021");
    }

    var last = bytes.toString(UTF_8).lines().reduce((first, second) -> second).orElseThrow();
    var shown = last.substring(last.lastIndexOf('\r') + 1).stripTrailing();
    assertThat(shown)
        .startsWith("training  45% [")
        .contains("=>")
        .endsWith("] epoch 2/3, loss 0.021")
        .hasSizeLessThanOrEqualTo(60);
  }
}
