package dev.pharos.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pharos.runtime.OverloadedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BatcherTest {
  private final FakeNetwork network = new FakeNetwork();
  private Batcher batcher = batcher(4, Duration.ZERO, 10);

  @AfterEach
  void close() {
    network.held = false;
    network.permits.release(1000);
    batcher.close();
  }

  @Test
  void computesTogetherWhatCameDuringAPass() throws Exception {
    network.held = true;
    var first = ask(0.5f);
    network.begun.acquire();
    var others = IntStream.range(0, 4).mapToObj(i -> ask(i / 10f)).toList();
    network.permits.release(2);

    assertThat(first.get().probabilities()[0]).containsExactly(0.5f, 0.5f);
    for (var i = 0; i < 4; i++) {
      assertThat(others.get(i).get().probabilities()[0][0]).isEqualTo(i / 10f);
    }
    assertThat(network.passes).containsExactly(1, 4);
  }

  @Test
  void keepsTheRowsOfARequestOfManyImagesInOrder() throws Exception {
    network.held = true;
    var before = ask(0.9f);
    network.begun.acquire();
    var pixels = new float[] {0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f};
    var many = batcher.submit(pixels, 6);
    var after = ask(0.7f);
    network.permits.release(10);

    var rows = many.get().probabilities();
    for (var i = 0; i < 6; i++) {
      assertThat(rows[i][0]).isEqualTo(pixels[i]);
    }
    assertThat(before.get().probabilities()[0][0]).isEqualTo(0.9f);
    assertThat(after.get().probabilities()[0][0]).isEqualTo(0.7f);
    assertThat(network.passes).containsExactly(1, 4, 3);
  }

  @Test
  void waitsForOthersAsLongAsItMay() throws Exception {
    batcher.close();
    batcher = batcher(3, Duration.ofSeconds(1), 10);

    var answers = IntStream.range(0, 3).mapToObj(i -> ask(0.5f)).toList();

    assertThat(answers.get(0)).succeedsWithin(Duration.ofSeconds(15));
    assertThat(network.passes).containsExactly(3);
  }

  @Test
  void refusesWhatDoesNotFitInTheQueue() {
    network.held = true;
    var unused = ask(0.5f);
    network.begun.acquireUninterruptibly();
    var fits = batcher.submit(new float[10], 10);

    assertThat(fits).isNotDone();
    assertThatThrownBy(() -> ask(0.5f).get())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(OverloadedException.class)
        .hasMessageContaining("10 images wait for fake");
  }

  @Test
  void leavesOutWhatNobodyWaitsForAnyMore() throws Exception {
    network.held = true;
    var first = ask(0.5f);
    network.begun.acquire();
    ask(0.1f).cancel(false);
    var last = ask(0.2f);
    network.permits.release(10);

    assertThat(last.get().probabilities()[0][0]).isEqualTo(0.2f);
    assertThat(first).isCompleted();
    assertThat(network.passes).containsExactly(1, 1);
    assertThat(batcher.waiting()).isZero();
  }

  @Test
  void failsTheRequestsOfAFailedPassAndGoesOn() throws Exception {
    network.failure = new IllegalStateException("out of memory");
    assertThatThrownBy(() -> ask(0.5f).get()).hasRootCauseMessage("out of memory");

    network.failure = null;
    assertThat(ask(0.5f).get().probabilities()).hasNumberOfRows(1);
  }

  @Test
  void answersWhatWaitsBeforeItCloses() throws Exception {
    network.held = true;
    var first = ask(0.5f);
    network.begun.acquire();
    var waiting = ask(0.25f);
    network.permits.release(10);

    batcher.close();

    assertThat(first).isCompleted();
    assertThat(waiting.get().probabilities()[0][0]).isEqualTo(0.25f);
  }

  private CompletableFuture<Prediction> ask(float pixel) {
    return batcher.submit(new float[] {pixel}, 1);
  }

  private Batcher batcher(int maxSize, Duration delay, int queue) {
    return new Batcher(
        "fake", network, new BatchingConfig(maxSize, delay, queue), (images, nanos) -> {});
  }
}
