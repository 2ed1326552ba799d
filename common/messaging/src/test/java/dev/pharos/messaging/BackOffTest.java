package dev.pharos.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {

  @Test
  void doublesUpToTheGreatest() {
    var backOff = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(5));
    assertThat(backOff.millis(1)).isEqualTo(200);
    assertThat(backOff.millis(2)).isEqualTo(400);
    assertThat(backOff.millis(5)).isEqualTo(3_200);
    assertThat(backOff.millis(6)).isEqualTo(5_000);
    assertThat(backOff.millis(1_000_000)).isEqualTo(5_000);
  }
}
