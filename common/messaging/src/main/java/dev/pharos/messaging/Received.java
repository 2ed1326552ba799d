package dev.pharos.messaging;

import dev.pharos.contracts.InvalidMessageException;

/**
 * What a record turned out to be.
 *
 * @param <T> the messages of the topic
 */
sealed interface Received<T> {

  /** A message of the topic. */
  record Valid<T>(Message<T> message) implements Received<T> {}

  /** A CloudEvent that is not what the topic takes. */
  record Invalid<T>(InvalidMessage message) implements Received<T> {}

  /** Not a CloudEvent. */
  record Unreadable<T>(InvalidMessageException reason) implements Received<T> {}

  /** No value: on a compacted topic, the end of a key. */
  record Tombstone<T>() implements Received<T> {}
}
