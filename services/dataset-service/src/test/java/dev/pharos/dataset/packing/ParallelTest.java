package dev.pharos.dataset.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ParallelTest {
  @Test
  void everyNumberIsDoneOnce() throws Exception {
    var times = new AtomicIntegerArray(1000);
    Parallel.forEach(1000, 4, times::incrementAndGet);
    for (var i = 0; i < 1000; i++) {
      assertThat(times.get(i)).isEqualTo(1);
    }
    Parallel.forEach(
        0,
        4,
        i -> {
          throw new AssertionError();
        });
  }

  @Test
  void theFirstFailureEndsTheRest() {
    var done = new AtomicInteger();
    assertThatThrownBy(
            () ->
                Parallel.forEach(
                    1_000_000,
                    4,
                    i -> {
                      if (i == 100) {
                        throw new IOException("disk");
                      }
                      done.incrementAndGet();
                      LockSupport.parkNanos(1_000);
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("disk");
    assertThat(done.get()).isLessThan(1_000_000);
  }

  @Test
  void thePixelBudgetLetsLargeImagesWait() throws Exception {
    var budget = new PixelBudget(12L << 20);
    assertThat(budget.allows(1 << 19)).isTrue();
    assertThat(budget.allows(2 << 20)).isFalse();
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    Parallel.forEach(
        20,
        4,
        i -> {
          var acquired = budget.acquire(600_000);
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          LockSupport.parkNanos(1_000);
          inside.decrementAndGet();
          budget.release(acquired);
        });
    assertThat(most.get()).isEqualTo(1);
  }
}
