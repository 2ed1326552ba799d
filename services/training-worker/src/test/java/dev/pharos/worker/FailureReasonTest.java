package dev.pharos.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.artifacts.ArtifactException;
import dev.pharos.engine.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class FailureReasonTest {
  @Test
  void whatLiesInTheJobIsNotTriedAgain() {
    assertReason(
        new IllegalArgumentException("epochs is 0"),
        "the job cannot be trained: epochs is 0",
        false);
  }

  @Test
  void whatLiesInTheWorkerIsTriedAgain() {
    assertReason(new ArtifactException("no space left"), "no space left", true);
    assertReason(new IOException("broken"), "reading or writing failed: broken", true);
    assertReason(
        new UncheckedIOException(new IOException("disk full")),
        "reading or writing failed: disk full",
        true);
    assertReason(
        new OutOfMemoryError("Java heap space"),
        "not enough memory (Java heap space); a smaller batch size needs less",
        true);
    assertReason(
        new EngineException("cannot step", new OutOfMemoryError("native")),
        "not enough memory (cannot step); a smaller batch size needs less",
        true);
    assertReason(new IllegalStateException(), "training failed: IllegalStateException", true);
  }

  private static void assertReason(Throwable failure, String text, boolean retryable) {
    assertThat(FailureReason.of(failure)).isEqualTo(new FailureReason(text, retryable));
  }
}
