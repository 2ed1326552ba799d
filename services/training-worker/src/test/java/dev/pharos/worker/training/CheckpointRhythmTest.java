package dev.pharos.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckpointRhythmTest {
  private long now = Long.MAX_VALUE - 5;

  private final CheckpointRhythm rhythm = new CheckpointRhythm(2, () -> now);

  @Test
  void theFirstIsDueAfterItsEpochs() {
    assertThat(rhythm.isDue(1)).isFalse();
    assertThat(rhythm.isDue(2)).isTrue();
  }

  @Test
  void theNextWaitsForFourTimesWhatTheLastTook() {
    assertThat(writtenIn(Duration.ofSeconds(10))).isEqualTo("checkpoint");
    now += Duration.ofSeconds(40).toNanos() - 1;
    assertThat(rhythm.isDue(4)).isFalse();
    now++;
    assertThat(rhythm.isDue(4)).isTrue();
    assertThat(rhythm.isDue(5)).as("inside the epochs between two").isFalse();
  }

  @Test
  void nothingWaitsForOneThatIsWrittenAtOnce() {
    writtenIn(Duration.ofMillis(999));
    assertThat(rhythm.isDue(4)).isTrue();
  }

  private String writtenIn(Duration duration) {
    return rhythm.timed(
        () -> {
          now += duration.toNanos();
          return "checkpoint";
        });
  }
}
