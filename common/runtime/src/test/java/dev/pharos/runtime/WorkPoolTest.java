package dev.pharos.runtime;

import static dev.pharos.runtime.TestHost.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkPoolTest {
  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final WorkPool pool = new WorkPool(vertx, meters, "test", 2, 3);

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void refusesAndCountsWhatDoesNotFit() {
    var release = new CountDownLatch(1);
    var accepted = new ArrayList<Future<String>>();
    var running = new AtomicInteger();
    for (var i = 0; i < 5; i++) {
      var needed = Math.min(i, 2);
      Awaitility.await().until(() -> running.get() == needed);
      accepted.add(
          pool.submit(
              () -> {
                running.incrementAndGet();
                release.await();
                return Thread.currentThread().getName();
              }));
    }
    assertThatThrownBy(() -> await(pool.submit(() -> "more")))
        .isInstanceOf(OverloadedException.class)
        .hasMessage("the test pool has 3 tasks waiting and takes no more at the moment");
    assertThat(meters.get("pharos.pool.rejected").tag("pool", "test").counter().count())
        .isEqualTo(1);
    assertThat(meters.get("pharos.pool.queued").gauge().value()).isEqualTo(3);

    release.countDown();
    for (var future : accepted) {
      assertThat(await(future)).startsWith("test-");
    }
  }

  @Test
  void handsOverWhatATaskThrows() {
    assertThatThrownBy(
            () ->
                await(
                    pool.submit(
                        () -> {
                          throw new StartException("as it is");
                        })))
        .isInstanceOf(StartException.class);
  }

  @Test
  void finishesWhatWaitsWhenClosed() {
    var first = pool.submit(() -> 1);
    await(pool.close());
    assertThat(await(first)).isEqualTo(1);
    assertThatThrownBy(() -> await(pool.submit(() -> 2))).hasMessage("the test pool is closed");
  }
}
