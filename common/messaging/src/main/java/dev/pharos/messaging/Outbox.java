package dev.pharos.messaging;

import dev.pharos.contracts.Topic;
import org.jdbi.v3.core.Handle;

/**
 * Sends messages if and only if a transaction commits: they are written into the table {@code
 * outbox} with everything else, and a relay publishes them in order soon afterwards, at least once
 * and with the same id each time.
 */
public interface Outbox {

  /**
   * Asked before work is taken on that will have much to say: as long as Kafka does not take what
   * is there, more would fill the disk. Work that is under way does not ask: what it has to say is
   * bounded by what was taken on.
   *
   * @throws dev.pharos.runtime.OverloadedException if {@code kafka.outbox-limit} messages wait
   */
  void requireRoom();

  /** Sends a message when the transaction of this handle commits. */
  <T> void append(Handle handle, OutgoingMessage<T> message);

  /** Sends a message with a new id when the transaction of this handle commits. */
  default <T> void append(Handle handle, Topic<T> topic, String key, T data) {
    append(handle, OutgoingMessage.of(topic, key, data));
  }
}
