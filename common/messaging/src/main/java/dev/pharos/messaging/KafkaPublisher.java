package dev.pharos.messaging;

import dev.pharos.runtime.OverloadedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records from a thread of its own, because Kafka's {@code send} blocks while it has no
 * metadata or no memory. The number of records that wait or are under way is bounded.
 */
final class KafkaPublisher implements Publisher {
  private static final Logger log = LoggerFactory.getLogger(KafkaPublisher.class);

  private record Outgoing(ProducerRecord<byte[], byte[]> record, Promise<Void> promise) {}

  private final Vertx vertx;
  private final MessageWriter writer;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final int capacity;
  private final Semaphore room;
  private final LinkedBlockingQueue<Outgoing> queue = new LinkedBlockingQueue<>();
  private final Promise<Void> closed = Promise.promise();
  private final Counter published;
  private final Counter failed;
  private final Thread thread;
  private volatile boolean closing;
  private volatile Duration closeLimit = Duration.ZERO;

  KafkaPublisher(
      Vertx vertx,
      MeterRegistry meters,
      String service,
      MessageWriter writer,
      int capacity,
      Supplier<Producer<byte[], byte[]>> producers) {
    this.vertx = vertx;
    this.writer = writer;
    this.producers = producers;
    this.capacity = capacity;
    this.room = new Semaphore(capacity);
    this.published =
        Counter.builder("pharos.messages.published")
            .description("Messages that all replicas have")
            .tag("service", service)
            .register(meters);
    this.failed =
        Counter.builder("pharos.messages.publish.failed")
            .description("Messages that could not be published")
            .tag("service", service)
            .register(meters);
    Gauge.builder("pharos.messages.publishing", room, free -> capacity - free.availablePermits())
        .description("Messages that wait to be published or are under way")
        .tag("service", service)
        .register(meters);
    this.thread = new Thread(this::run, service + "-publisher");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public <T> Future<Void> publish(OutgoingMessage<T> message) {
    return send(writer.write(message));
  }

  /** Sends a record as it is. */
  Future<Void> send(ProducerRecord<byte[], byte[]> record) {
    Promise<Void> promise = ((ContextInternal) vertx.getOrCreateContext()).promise();
    if (closing) {
      promise.fail(new OverloadedException("the publisher is closed"));
    } else if (!room.tryAcquire()) {
      failed.increment();
      promise.fail(
          new OverloadedException(
              "%d messages wait to be published and no more are taken; is the Kafka broker away?"
                  .formatted(capacity)));
    } else {
      queue.add(new Outgoing(record, promise));
    }
    return promise.future();
  }

  /** Takes no more messages and sends those that wait, for at most so long. */
  Future<Void> close(Duration limit) {
    closeLimit = limit;
    closing = true;
    return closed.future();
  }

  private void run() {
    Producer<byte[], byte[]> producer = null;
    try {
      while (!closing || (!queue.isEmpty() && producer != null)) {
        var next = queue.poll(50, TimeUnit.MILLISECONDS);
        if (next == null) {
          continue;
        }
        producer = producer == null ? create() : producer;
        send(producer, next);
      }
    } catch (InterruptedException e) {
      log.warn("interrupted, closing", e);
    } finally {
      if (producer != null) {
        producer.close(closeLimit);
      }
      for (var left = queue.poll(); left != null; left = queue.poll()) {
        finish(left, new KafkaException("closed before the message could be sent"));
      }
      closed.complete();
    }
  }

  private Producer<byte[], byte[]> create() throws InterruptedException {
    for (var failures = 1; ; failures++) {
      try {
        return producers.get();
      } catch (KafkaException e) {
        if (closing) {
          throw new InterruptedException("closed while Kafka could not be reached");
        }
        log.warn("cannot make a producer, trying again", e);
        Thread.sleep(BackOff.STANDARD.millis(failures));
      }
    }
  }

  private void send(Producer<byte[], byte[]> producer, Outgoing outgoing) {
    try {
      var unused = // The callback tells how it went.
          producer.send(outgoing.record, (metadata, failure) -> finish(outgoing, failure));
    } catch (RuntimeException e) {
      finish(outgoing, e);
    }
  }

  private void finish(Outgoing outgoing, Exception failure) {
    room.release();
    if (failure == null) {
      published.increment();
      outgoing.promise.complete();
    } else {
      failed.increment();
      outgoing.promise.fail(failure);
    }
  }
}
