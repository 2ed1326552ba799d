package dev.pharos.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  @Test
  void theWaitDoublesUpToItsLimit() {
    var policy = new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(10));
    assertThat(IntStream.of(1, 2, 3, 4, 5, 100).mapToObj(policy::backOff).map(Duration::toSeconds))
        .containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
  }

  @Test
  void refusesWhatIsNoPolicy() {
    assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO))
        .hasMessage("maxOffers 0 is below 1");
    assertThatThrownBy(() -> new RetryPolicy(1, Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .hasMessageContaining("is not a growing wait");
  }
}
