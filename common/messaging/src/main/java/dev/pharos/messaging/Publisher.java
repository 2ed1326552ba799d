package dev.pharos.messaging;

import dev.pharos.contracts.Topic;
import io.vertx.core.Future;

/**
 * Sends messages, in order for each key, written once by an idempotent producer and acknowledged by
 * all replicas. It never blocks: while the broker is away a bounded number of messages waits.
 */
public interface Publisher {

  /**
   * Sends a message.
   *
   * @return completes when all replicas have it; fails with {@link
   *     dev.pharos.runtime.OverloadedException} when too many messages are waiting, and with
   *     Kafka's exception when the broker refuses it or was away for longer than {@link
   *     KafkaConfig#deliveryTime}
   */
  <T> Future<Void> publish(OutgoingMessage<T> message);

  /** Sends a message with a new id. */
  default <T> Future<Void> publish(Topic<T> topic, String key, T data) {
    return publish(OutgoingMessage.of(topic, key, data));
  }
}
