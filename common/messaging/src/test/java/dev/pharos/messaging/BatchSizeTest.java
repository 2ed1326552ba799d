package dev.pharos.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchSizeTest {
  private final BatchSize size = new BatchSize(256);

  @Test
  void followsTheDatabaseDownAndUp() {
    size.took(100, BatchSize.LONG_NANOS + 1);
    assertThat(size.most()).isEqualTo(50);
    for (int time = 0; time < 10; time++) {
      size.took(size.most(), BatchSize.LONG_NANOS + 1);
    }
    assertThat(size.most()).isOne();
    size.took(1, BatchSize.SHORT_NANOS);
    assertThat(size.most()).isOne();
    for (int time = 0; time < 10; time++) {
      size.took(size.most(), BatchSize.SHORT_NANOS - 1);
    }
    assertThat(size.most()).isEqualTo(256);
  }

  @Test
  void aSmallBatchThatIsFastSaysNothingOfLargeOnes() {
    size.took(100, BatchSize.LONG_NANOS + 1);
    size.took(3, BatchSize.SHORT_NANOS - 1);
    assertThat(size.most()).isEqualTo(50);
  }
}
