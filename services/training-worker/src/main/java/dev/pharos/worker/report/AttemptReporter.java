package dev.pharos.worker.report;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.job.AttemptCheckpointed;
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
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

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

  /** While so many messages are on their way, what there is to say waits and is sent together. */
  private static final int MOST_OUTSTANDING = 8;

  /** Some 20 MB, or ten minutes of a fast training without Kafka. */
  private static final int MOST_HELD = 200_000;

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Clock clock;
  private final ActiveAttempt attempt;
  private final String key;
  private final Delivery delivery;
  private final long timer;
  private final List<Future<Void>> unsettled = new ArrayList<>();

  /** Kept when Kafka has all that there was to say when they were made. */
  private final List<Promise<Void>> awaited = new ArrayList<>();

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
    this.timer = vertx.setPeriodic(FLUSH_INTERVAL.toMillis(), id -> flushIfThereIsRoom());
  }

  /** Reports a measured value. */
  public synchronized void metric(String name, long step, int epoch, double value) {
    points.add(new MetricPoint(name, step, epoch, value, clock.instant()));
  }

  /** Reports how far the attempt is; what was not sent yet is replaced. */
  public synchronized void progress(Progress now) {
    progress = now;
  }

  /** Adds a line to the run's log. */
  public synchronized void line(String level, String message) {
    lines.add(new LogLine(++sequence, clock.instant(), level, message));
  }

  private synchronized void flushIfThereIsRoom() {
    if (delivery.outstanding() < MOST_OUTSTANDING) {
      flush();
    }
  }

  private void flush() {
    var last = points.size() / MOST_POINTS * MOST_POINTS;
    for (var some : pieces(points.subList(0, last), MOST_POINTS)) {
      sendMetrics(some, null);
    }
    if (last < points.size() || progress != null) {
      sendMetrics(points.subList(last, points.size()), progress);
    }
    for (var some : pieces(lines, MOST_LINES)) {
      send(
          OutgoingMessage.of(
              Topics.RUN_LOGS, key, new LogsReported(attempt.run(), attempt.attempt(), some)));
    }
    points = new ArrayList<>();
    lines = new ArrayList<>();
    progress = null;
    notifyAll();
    var said = List.copyOf(awaited);
    awaited.clear();
    if (!said.isEmpty()) {
      Future.all(List.copyOf(unsettled))
          .<Void>mapEmpty()
          .onComplete(all -> said.forEach(each -> each.handle(all)));
    }
  }

  private void sendMetrics(List<MetricPoint> some, Progress now) {
    send(
        OutgoingMessage.of(
            Topics.RUN_METRICS,
            key,
            new MetricsReported(attempt.run(), attempt.attempt(), some, now)));
  }

  private static <T> List<List<T>> pieces(List<T> all, int most) {
    var pieces = new ArrayList<List<T>>();
    for (var from = 0; from < all.size(); from += most) {
      pieces.add(all.subList(from, Math.min(all.size(), from + most)));
    }
    return pieces;
  }

  private void send(OutgoingMessage<?> message) {
    unsettled.removeIf(Future::isComplete);
    unsettled.add(delivery.send(message));
  }

  /**
   * Tells what became of the attempt so far; events keep their order. A checkpoint is told once
   * Kafka has everything that was said before: another attempt goes on from it, and will not say
   * again what came before it.
   */
  public synchronized Future<Void> event(AttemptEvent event) {
    if (event instanceof AttemptCheckpointed) {
      var said = Promise.<Void>promise();
      awaited.add(said);
      flushIfThereIsRoom();
      lastEvent = lastEvent.compose(before -> said.future());
    }
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
   * Waits a moment while too much waits to be said, so that an attempt does not fill the memory
   * with what Kafka does not take.
   *
   * @return whether there is room to say more
   */
  public synchronized boolean awaitRoom() throws InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (waiting() > MOST_HELD) {
      var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** Points and lines that wait to be sent. */
  public synchronized int waiting() {
    return points.size() + lines.size();
  }

  /** Stops trying: the process ends. */
  public void abandon() {
    vertx.cancelTimer(timer);
    delivery.abandon();
  }
}
