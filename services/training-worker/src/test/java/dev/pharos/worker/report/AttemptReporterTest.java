package dev.pharos.worker.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pharos.contracts.job.AttemptCheckpointed;
import dev.pharos.contracts.job.AttemptEvent;
import dev.pharos.contracts.job.AttemptFailed;
import dev.pharos.contracts.job.AttemptStarted;
import dev.pharos.contracts.run.LogLine;
import dev.pharos.contracts.run.LogsReported;
import dev.pharos.contracts.run.MetricPoint;
import dev.pharos.contracts.run.MetricsReported;
import dev.pharos.contracts.run.Progress;
import dev.pharos.contracts.worker.ActiveAttempt;
import dev.pharos.messaging.OutgoingMessage;
import dev.pharos.messaging.Publisher;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AttemptReporterTest {
  private static final UUID RUN = new UUID(1, 2);

  private final Vertx vertx = Vertx.vertx();
  private final Broker broker = new Broker();
  private final AttemptReporter reporter =
      new AttemptReporter(vertx, broker, Clock.systemUTC(), new ActiveAttempt(RUN, 3));

  /** Acknowledges when it is told to, and refuses as long as it is away. */
  private static final class Broker implements Publisher {
    private final Map<OutgoingMessage<?>, Promise<Void>> open = new LinkedHashMap<>();
    private final List<OutgoingMessage<?>> taken = new ArrayList<>();
    private boolean away;
    private boolean slow;
    private int refused;

    @Override
    public synchronized <T> Future<Void> publish(OutgoingMessage<T> message) {
      if (away) {
        refused++;
        return Future.failedFuture("the broker is away");
      }
      taken.add(message);
      if (!slow) {
        return Future.succeededFuture();
      }
      var promise = Promise.<Void>promise();
      open.put(message, promise);
      return promise.future();
    }

    synchronized void away(boolean now) {
      away = now;
    }

    synchronized void slow(boolean now) {
      slow = now;
      if (!now) {
        var all = List.copyOf(open.values());
        open.clear();
        all.forEach(Promise::complete);
      }
    }

    synchronized int refused() {
      return refused;
    }

    synchronized <T> List<T> taken(Class<T> type) {
      return taken.stream()
          .map(OutgoingMessage::data)
          .filter(type::isInstance)
          .map(type::cast)
          .toList();
    }
  }

  @AfterEach
  void close() {
    reporter.abandon();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void sendsManyPointsTogetherWithTheLatestProgress() {
    for (var step = 1; step <= 100; step++) {
      reporter.metric("train/loss", step, 1, 1.0 / step);
      reporter.progress(new Progress(1, 2, step, 200, 50, null));
    }

    await().until(() -> points().size() == 100);
    assertThat(points()).extracting(MetricPoint::step).isSorted();
    var messages = broker.taken(MetricsReported.class);
    assertThat(messages).hasSizeLessThanOrEqualTo(3);
    assertThat(messages.get(messages.size() - 1).progress().step()).isEqualTo(100);
    assertThat(messages.get(0).attempt()).isEqualTo(3);
  }

  @Test
  void numbersLogLines() {
    reporter.line("INFO", "first");
    reporter.line("WARN", "second");

    await().until(() -> lines().size() == 2);
    assertThat(lines()).extracting(LogLine::sequence).containsExactly(1L, 2L);
    assertThat(lines()).extracting(LogLine::message).containsExactly("first", "second");
  }

  @Test
  void saysTheLastWordWhenEverythingBeforeItHasArrived() {
    broker.slow(true);
    reporter.event(started());
    reporter.metric("train/loss", 1, 1, 0.5);
    reporter.line("ERROR", "it broke");
    var last = reporter.last(failed());

    await().until(() -> lines().size() == 1);
    assertThat(broker.taken(AttemptEvent.class)).containsExactly(started());
    assertThat(last.isComplete()).isFalse();

    broker.slow(false);
    await().until(last::succeeded);
    assertThat(broker.taken(AttemptEvent.class)).containsExactly(started(), failed());
    assertThat(points()).hasSize(1);
  }

  @Test
  void tellsOfACheckpointWhenEverythingBeforeItHasArrived() {
    broker.slow(true);
    reporter.metric("train/loss", 1, 1, 0.5);
    var told = reporter.event(checkpointed(1));

    await().until(() -> points().size() == 1);
    assertThat(broker.taken(AttemptEvent.class)).isEmpty();

    broker.slow(false);
    await().until(told::succeeded);
    assertThat(broker.taken(AttemptEvent.class)).containsExactly(checkpointed(1));
  }

  @Test
  void repeatsUntilItIsHeard() {
    broker.away(true);
    reporter.event(started());
    reporter.line("INFO", "hello");
    var last = reporter.last(failed());
    await().until(() -> broker.refused() >= 4);
    assertThat(last.isComplete()).isFalse();

    broker.away(false);

    await().until(last::succeeded);
    assertThat(broker.taken(AttemptEvent.class)).containsExactly(started(), failed());
    assertThat(lines()).hasSize(1);
  }

  @Test
  void keepsTheOrderOfEventsWhateverGetsLost() {
    broker.away(true);
    reporter.event(started());
    broker.away(false);
    reporter.event(checkpointed(1));
    reporter.event(checkpointed(2));

    await().until(() -> broker.taken(AttemptEvent.class).size() == 3);
    assertThat(broker.taken(AttemptEvent.class))
        .containsExactly(started(), checkpointed(1), checkpointed(2));
  }

  @Test
  void saysTogetherWhatPiledUpDuringAnOutage() {
    broker.away(true);
    for (var step = 1; step <= 5_000; step++) {
      reporter.metric("train/loss", step, 1, 0);
      if (step % 100 == 0) {
        reporter.line("INFO", "step " + step);
      }
    }
    await().until(() -> broker.refused() > 0);
    broker.away(false);
    var last = reporter.last(failed());

    await().until(last::succeeded);
    assertThat(points()).extracting(MetricPoint::step).doesNotHaveDuplicates().hasSize(5_000);
    assertThat(lines()).extracting(LogLine::sequence).hasSize(50);
    assertThat(broker.taken(MetricsReported.class))
        .hasSizeLessThan(15)
        .allMatch(message -> message.points().size() <= 1_000);
  }

  @Test
  void holdsBackWhoSaysTooMuch() throws Exception {
    broker.away(true);
    IntStream.rangeClosed(0, 200_100).forEach(i -> reporter.metric("train/loss", i + 1, 1, 0));
    // What was taken from the buffer before the outage was noticed makes room for more.
    while (reporter.awaitRoom()) {
      IntStream.range(0, 10_000).forEach(i -> reporter.metric("train/loss", i + 1, 1, 0));
    }

    assertThat(reporter.awaitRoom()).isFalse();

    broker.away(false);
    await().until(reporter::awaitRoom);
  }

  private List<MetricPoint> points() {
    return broker.taken(MetricsReported.class).stream()
        .flatMap(each -> each.points().stream())
        .toList();
  }

  private List<LogLine> lines() {
    return broker.taken(LogsReported.class).stream()
        .flatMap(each -> each.lines().stream())
        .toList();
  }

  private static AttemptEvent started() {
    return new AttemptStarted(RUN, 3, "w", "CPU", 10, 20, 0, Instant.EPOCH);
  }

  private static AttemptEvent checkpointed(int epoch) {
    return new AttemptCheckpointed(RUN, 3, "w", epoch, epoch, null, Instant.EPOCH);
  }

  private static AttemptEvent failed() {
    return new AttemptFailed(RUN, 3, "w", "it broke", true, Instant.EPOCH);
  }
}
