package dev.pharos.worker.report;

import dev.pharos.messaging.OutgoingMessage;
import dev.pharos.messaging.Publisher;
import dev.pharos.runtime.telemetry.Trouble;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the messages of one attempt, each again and again until Kafka has it: what an attempt says
 * last must not be lost because a broker was away. A repetition has the same id, and who reads
 * counts it once.
 */
final class Delivery {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final Vertx vertx;
  private final Publisher publisher;
  private final Trouble trouble = new Trouble(log, "reporting to Kafka", failure -> true);
  private int outstanding;
  private boolean abandoned;

  Delivery(Vertx vertx, Publisher publisher) {
    this.vertx = vertx;
    this.publisher = publisher;
  }

  /** Sends a message; completes when Kafka has it, fails only when the delivery was abandoned. */
  Future<Void> send(OutgoingMessage<?> message) {
    synchronized (this) {
      outstanding++;
    }
    var delivered = Promise.<Void>promise();
    attempt(message, FIRST_PAUSE_MILLIS, delivered);
    return delivered.future().onComplete(done -> settled());
  }

  private void attempt(OutgoingMessage<?> message, long pause, Promise<Void> delivered) {
    publisher
        .publish(message)
        .onSuccess(
            sent -> {
              trouble.over();
              delivered.complete();
            })
        .onFailure(
            failure -> {
              if (isAbandoned()) {
                delivered.fail(failure);
                return;
              }
              trouble.failed(failure);
              var next = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
              vertx
                  .timer(pause, TimeUnit.MILLISECONDS)
                  .onComplete(later -> attempt(message, next, delivered));
            });
  }

  private synchronized void settled() {
    outstanding--;
  }

  /** How many messages are on their way. */
  synchronized int outstanding() {
    return outstanding;
  }

  /** Gives up what cannot be sent, because the process ends. */
  synchronized void abandon() {
    abandoned = true;
  }

  private synchronized boolean isAbandoned() {
    return abandoned;
  }
}
