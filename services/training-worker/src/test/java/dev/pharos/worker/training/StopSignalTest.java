package dev.pharos.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.StopReason;
import org.junit.jupiter.api.Test;

class StopSignalTest {
  private final StopSignal signal = new StopSignal();

  @Test
  void isSilentAtFirst() {
    assertThat(signal.requested()).isEmpty();
  }

  @Test
  void aCancellationOutweighsARelease() {
    signal.request(StopReason.RELEASE);
    assertThat(signal.requested()).contains(StopReason.RELEASE);

    signal.request(StopReason.CANCEL);
    assertThat(signal.requested()).contains(StopReason.CANCEL);

    signal.request(StopReason.RELEASE);
    assertThat(signal.requested()).contains(StopReason.CANCEL);
  }
}
