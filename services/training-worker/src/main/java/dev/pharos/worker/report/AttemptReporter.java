package dev.pharos.worker.report;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.job.AttemptEvent;
import dev.pharos.contracts.run.LogLine;
import dev.pharos.contracts.run.LogsReported;
import dev.pharos.contracts.run.MetricPoint;
import dev.pharos.contracts.run.MetricsReported;
import dev.pharos.contracts.run.Progress;
import dev.pharos.contracts.worker.ActiveAttempt;
import dev.pharos.messaging.OutgoingMessage;
import dev.pharos.messaging.Publisher;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what one attempt has to say. Metric points and log lines are collected and sent several to a
 * message, a few times a second; job events are sent one after the other, and the last one only
 * when Kafka has everything before it.
 *
 * <p>Safe for any number of threads.
 */
public final class AttemptReporter {
  /** How long a point or line waits for others. */
  static final Duration FLUSH_INTERVAL = Duration.ofMillis(200);

  private static final int MOST_POINTS = 1_000;
  private static final int MOST_LINES = 200;
  private static final int MOST_OUTSTANDING = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Clock clock;
  private final ActiveAttempt attempt;
  private final String key;
  private final Delivery delivery;
  private final long timer;
  private final List<Future<Void>> unsettled = new ArrayList<>();
  private List<MetricPoint> points = new ArrayList<>();
  private List<LogLine> lines = new ArrayList<>();
  private Progress progress;
  private long sequence;
  private Future<Void> lastEvent = Future.succeededFuture();

  /** Begins to report on an attempt; {@link #last} or {@link #abandon} ends it. */
  public AttemptReporter(Vertx vertx, Publisher publisher, Clock clock, ActiveAttempt attempt) {
    this.vertx = vertx;
    this.clock = clock;
    this.attempt = attempt;
    this.key = attempt.run().toString();
    this.delivery = new Delivery(vertx, publisher);
    this.timer = vertx.setPeriodic(FLUSH_INTERVAL.toMillis(), id -> flush());
  }

  /** Reports a measured value. */
  public synchronized void metric(String name, long step, int epoch, double value) {
    points.add(new MetricPoint(name, step, epoch, value, clock.instant()));
    if (points.size() >= MOST_POINTS) {
      flush();
    }
  }

  /** Reports how far the attempt is; what was not sent yet is replaced. */
  public synchronized void progress(Progress now) {
    progress = now;
  }

  /** Adds a line to the run's log. */
  public synchronized void line(String level, String message) {
    lines.add(new LogLine(++sequence, clock.instant(), level, message));
    if (lines.size() >= MOST_LINES) {
      flush();
    }
  }

  /** Sends what was collected. */
  public synchronized void flush() {
    if (!points.isEmpty() || progress != null) {
      send(
          OutgoingMessage.of(
              Topics.RUN_METRICS,
              key,
              new MetricsReported(attempt.run(), attempt.attempt(), points, progress)));
      points = new ArrayList<>();
      progress = null;
    }
    if (!lines.isEmpty()) {
      send(
          OutgoingMessage.of(
              Topics.RUN_LOGS, key, new LogsReported(attempt.run(), attempt.attempt(), lines)));
      lines = new ArrayList<>();
    }
  }

  private void send(OutgoingMessage<?> message) {
    unsettled.removeIf(Future::isComplete);
    unsettled.add(delivery.send(message));
  }

  /** Tells what became of the attempt so far; events keep their order. */
  public synchronized Future<Void> event(AttemptEvent event) {
    lastEvent = lastEvent.compose(before -> delivery.send(message(event)));
    return lastEvent;
  }

  /**
   * Tells how the attempt ended, once Kafka has everything that was said before.
   *
   * @return completes when Kafka has it
   */
  public synchronized Future<Void> last(AttemptEvent event) {
    vertx.cancelTimer(timer);
    flush();
    return Future.all(unsettled).compose(all -> event(event));
  }

  private OutgoingMessage<?> message(AttemptEvent event) {
    return OutgoingMessage.of(Topics.JOB_EVENTS, key, event);
  }

  /**
   * Waits a moment while too much is on its way to Kafka, so that an attempt does not fill the
   * memory with what it cannot say.
   *
   * @return whether there is room to say more
   */
  public boolean awaitRoom() throws InterruptedException {
    return delivery.awaitAtMost(MOST_OUTSTANDING, PATIENCE);
  }

  /** Stops trying: the process ends. */
  public void abandon() {
    vertx.cancelTimer(timer);
    delivery.abandon();
  }
}
