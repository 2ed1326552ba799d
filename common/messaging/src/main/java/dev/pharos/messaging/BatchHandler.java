package dev.pharos.messaging;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Processes messages in a database transaction that also notes how far the topic has been read, so
 * that each message takes effect exactly once.
 *
 * @param <T> the messages of the topic
 */
@FunctionalInterface
public interface BatchHandler<T> {

  /**
   * Processes messages, in order for each key, on a thread that may block. Everything that is to
   * happen must happen through the handle; it is undone when this throws. A batch that fails is
   * tried message by message, and the one that fails alone is dead-lettered, but for failures of
   * the database that pass and {@link RetryException}s, which are tried until they succeed.
   */
  void handle(Handle handle, List<Message<T>> messages) throws Exception;

  /**
   * Answers a message that can be read and is not what the topic takes.
   *
   * @return true when it was answered; false sends it to the dead letters
   */
  default boolean handleInvalid(Handle handle, InvalidMessage message) throws Exception {
    return false;
  }
}
