package dev.pharos.messaging;

import io.vertx.core.Future;

/**
 * Processes messages one at a time for each key, at least once: after a crash a message may come
 * again.
 *
 * @param <T> the messages of the topic
 */
@FunctionalInterface
public interface MessageHandler<T> {

  /**
   * Processes a message on an event loop.
   *
   * @return completes when the message is done with. When it fails with a {@link PoisonException}
   *     the message is dead-lettered; with a {@link RetryException} or another failure that passes
   *     (of the database, a full pool) it is tried until it succeeds; with anything else it is
   *     tried a few times and then dead-lettered
   */
  Future<?> handle(Message<T> message);

  /**
   * Answers a message that can be read and is not what the topic takes.
   *
   * @return true when it was answered; false sends it to the dead letters
   */
  default Future<Boolean> handleInvalid(InvalidMessage message) {
    return Future.succeededFuture(false);
  }
}
