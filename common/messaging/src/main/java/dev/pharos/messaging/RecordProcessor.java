package dev.pharos.messaging;

import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.runtime.telemetry.LogContext;
import dev.pharos.runtime.telemetry.Trouble;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one record to its end, whatever it takes: the handler has done it, or it was given up.
 *
 * @param <T> the messages of the topic
 */
final class RecordProcessor<T> {
  private static final Logger log = LoggerFactory.getLogger(RecordProcessor.class);

  /** What happens to a record that cannot be processed. */
  interface GiveUp {
    Future<Void> giveUp(ConsumerRecord<byte[], byte[]> record, Throwable reason);
  }

  /** The end of a record whose partition was taken away, or whose subscription stops. */
  static final class AbandonedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AbandonedException() {
      super("abandoned", null, false, false);
    }
  }

  private final Vertx vertx;
  private final MessageReader<T> reader;
  private final MessageHandler<T> handler;
  private final SubscriptionOptions options;
  private final BackOff backOff;
  private final SubscriptionMeters meters;
  private final GiveUp giveUp;
  private final Trouble trouble;

  RecordProcessor(
      String topic,
      Vertx vertx,
      MessageReader<T> reader,
      MessageHandler<T> handler,
      SubscriptionOptions options,
      SubscriptionMeters meters,
      GiveUp giveUp) {
    this.vertx = vertx;
    this.reader = reader;
    this.handler = handler;
    this.options = options;
    this.backOff = new BackOff(options.pause(), options.longestPause());
    this.meters = meters;
    this.giveUp = giveUp;
    this.trouble = new Trouble(log, topic + ": handling a message", Failures::pass);
  }

  /**
   * Processes a record on the event loop.
   *
   * @param abandoned asked before each repetition
   * @return succeeds when the record is done with, fails only when it was abandoned
   */
  Future<Void> process(ConsumerRecord<byte[], byte[]> record, BooleanSupplier abandoned) {
    var received = reader.read(record);
    Future<Void> done;
    if (received instanceof Received.Valid<T> valid) {
      done = attempt(record, () -> handle(valid.message()), 1, abandoned);
    } else if (received instanceof Received.Invalid<T> invalid) {
      done = attempt(record, () -> answer(invalid.message()), 1, abandoned);
    } else if (received instanceof Received.Unreadable<T> unreadable) {
      done = giveUp(record, unreadable.reason(), 1, abandoned);
    } else {
      done = Future.succeededFuture();
    }
    return done.onSuccess(
        ended -> {
          meters.handled(1);
          trouble.over();
        });
  }

  private interface Attempt {
    Future<?> make();
  }

  private Future<?> handle(Message<T> message) {
    try (var marked = LogContext.open().trace(message.traceparent().orElse(null))) {
      return handler.handle(message);
    }
  }

  private Future<Void> answer(InvalidMessage message) {
    return handler
        .handleInvalid(message)
        .compose(
            answered ->
                answered ? Future.succeededFuture() : Future.<Void>failedFuture(message.reason()));
  }

  private Future<Void> attempt(
      ConsumerRecord<byte[], byte[]> record,
      Attempt attempt,
      int count,
      BooleanSupplier abandoned) {
    return Future.<Void>future(promise -> attempt.make().<Void>mapEmpty().onComplete(promise))
        .recover(
            failure -> {
              var hopeless =
                  failure instanceof PoisonException
                      || failure instanceof InvalidMessageException
                      || (count >= options.attempts() && !Failures.pass(failure));
              if (hopeless) {
                return giveUp(record, failure, 1, abandoned);
              }
              trouble.failed(failure);
              return pause(count, abandoned)
                  .compose(again -> attempt(record, attempt, count + 1, abandoned));
            });
  }

  /**
   * Gives up with the same persistence: a record leaves its partition only when it is elsewhere.
   */
  private Future<Void> giveUp(
      ConsumerRecord<byte[], byte[]> record,
      Throwable reason,
      int count,
      BooleanSupplier abandoned) {
    return giveUp
        .giveUp(record, reason)
        .onSuccess(given -> meters.deadLettered())
        .recover(
            failure -> {
              trouble.failed(failure);
              return pause(count, abandoned)
                  .compose(again -> giveUp(record, reason, count + 1, abandoned));
            });
  }

  private Future<Void> pause(int count, BooleanSupplier abandoned) {
    meters.retried();
    return vertx
        .timer(Math.max(1, backOff.millis(count)))
        .compose(
            again ->
                abandoned.getAsBoolean()
                    ? Future.failedFuture(new AbandonedException())
                    : Future.succeededFuture());
  }
}
