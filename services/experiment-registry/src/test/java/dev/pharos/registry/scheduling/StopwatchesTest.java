package dev.pharos.registry.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopwatchesTest {
  private final Stopwatches<String> watches = new Stopwatches<>();

  @Test
  void timeRunsWhileAThingIsThere() {
    watches.retain(List.of("a"), 100);
    watches.retain(List.of("a", "b"), 150);
    assertThat(watches.time("a", 200)).isEqualTo(Duration.ofNanos(100));
    assertThat(watches.time("b", 200)).isEqualTo(Duration.ofNanos(50));
    watches.retain(List.of("b"), 200);
    assertThat(watches.time("a", 300)).isZero();
  }

  @Test
  void lapsAreAsFarApartAsTheLimit() {
    var limit = Duration.ofNanos(10);
    assertThat(watches.lap("a", limit, 100)).isTrue();
    assertThat(watches.lap("a", limit, 105)).isFalse();
    assertThat(watches.lap("a", limit, 110)).isTrue();
  }
}
