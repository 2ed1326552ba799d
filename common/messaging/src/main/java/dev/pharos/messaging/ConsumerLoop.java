package dev.pharos.messaging;

import dev.pharos.runtime.telemetry.Trouble;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a consumer on a thread of its own until it is stopped. When the consumer fails it is closed
 * and, after a pause, made anew.
 */
final class ConsumerLoop {
  private static final Logger log = LoggerFactory.getLogger(ConsumerLoop.class);
  private static final Duration CLOSE_TIME = Duration.ofSeconds(2);

  /** What is done with the consumer, all on the loop's thread. */
  interface Task {

    /** A new consumer is there: subscribe or assign. */
    void open(Consumer<byte[], byte[]> consumer);

    /** Poll once, and do what is to be done. */
    void round(Consumer<byte[], byte[]> consumer);

    /** The loop was stopped: finish and note what is done. */
    void close(Consumer<byte[], byte[]> consumer);

    /** The consumer failed: forget what belonged to it. */
    void lost();
  }

  /** Makes the loop of a task. */
  interface Maker {
    ConsumerLoop make(Task task);
  }

  private final String name;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Task task;
  private final Trouble failing;
  private final Thread thread;
  private final Promise<Void> stopped = Promise.promise();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile Consumer<byte[], byte[]> current;
  private volatile String trouble = "";

  ConsumerLoop(String name, Supplier<Consumer<byte[], byte[]>> consumers, Task task) {
    this.name = name;
    this.consumers = consumers;
    this.task = task;
    this.failing = new Trouble(log, name + ": the consumer", Failures::pass);
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Whether the loop was told to stop. */
  boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /** Succeeds while the loop works or has been stopped in order; otherwise says what is wrong. */
  Future<Void> check() {
    if (!trouble.isEmpty()) {
      return Future.failedFuture(trouble);
    }
    return thread.isAlive() || isStopping()
        ? Future.succeededFuture()
        : Future.failedFuture("the thread that polls has ended");
  }

  /** Ends the loop after the round under way; completes when the consumer is closed. */
  Future<Void> stop() {
    // One wake-up only: another would interrupt the last commit.
    if (woken.compareAndSet(false, true)) {
      stopping.countDown();
      var consumer = current;
      if (consumer != null) {
        consumer.wakeup();
      }
    }
    return stopped.future();
  }

  /** Waits on the loop's thread, less long when the loop is stopped. */
  void pause(long millis) {
    try {
      if (stopping.await(millis, TimeUnit.MILLISECONDS)) {
        log.debug("{} stops during a pause", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      consumeUntilStopped();
    } finally {
      stopped.complete();
    }
  }

  private void consumeUntilStopped() {
    var failures = 0;
    while (!isStopping()) {
      var began = System.nanoTime();
      try {
        consume();
      } catch (WakeupException e) {
        log.debug("{} was woken to stop", name);
      } catch (RuntimeException e) {
        failures = System.nanoTime() - began > 60_000_000_000L ? 1 : failures + 1;
        failing.failed(e);
        trouble = "lost its consumer " + failures + " times: " + e.getMessage();
        task.lost();
        pause(BackOff.STANDARD.millis(failures));
      }
    }
  }

  private void consume() {
    var consumer = consumers.get();
    current = consumer;
    try {
      task.open(consumer);
      while (!isStopping()) {
        roundUnlessWoken(consumer);
      }
      task.close(consumer);
    } finally {
      current = null;
      consumer.close(CloseOptions.timeout(CLOSE_TIME));
    }
  }

  private void roundUnlessWoken(Consumer<byte[], byte[]> consumer) {
    try {
      task.round(consumer);
      trouble = "";
      failing.over();
    } catch (WakeupException e) {
      log.debug("{} was woken to stop", name);
    }
  }
}
