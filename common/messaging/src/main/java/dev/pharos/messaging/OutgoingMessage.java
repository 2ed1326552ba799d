package dev.pharos.messaging;

import dev.pharos.contracts.MessageTypes;
import dev.pharos.contracts.Topic;
import dev.pharos.runtime.telemetry.TraceContext;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A message to be sent.
 *
 * @param <T> the messages of its topic
 * @param topic where it goes
 * @param key messages of the same key keep their order
 * @param data what it says
 * @param id its CloudEvents id, by which receivers know a repetition
 * @param time when it was made
 * @param correlationId the id of the message it answers, if it answers one
 * @param traceparent the W3C trace context it belongs to, if any
 */
public record OutgoingMessage<T>(
    Topic<T> topic,
    String key,
    T data,
    UUID id,
    Instant time,
    Optional<String> correlationId,
    Optional<String> traceparent) {

  /** Checks that this kind of message travels on the topic. */
  public OutgoingMessage {
    Objects.requireNonNull(key, "key");
    var type = MessageTypes.cloudEventType(data.getClass());
    if (topic.messageOf(type).isEmpty()) {
      throw new IllegalArgumentException(
          "%s does not travel on %s, which takes %s".formatted(type, topic.name(), topic.types()));
    }
  }

  /** A message with a new id, made now. */
  public static <T> OutgoingMessage<T> of(Topic<T> topic, String key, T data) {
    return new OutgoingMessage<>(
        topic, key, data, UUID.randomUUID(), Instant.now(), Optional.empty(), Optional.empty());
  }

  /** The same with an id of the sender's choice, so that sending it twice changes nothing. */
  public OutgoingMessage<T> withId(UUID chosen) {
    return new OutgoingMessage<>(topic, key, data, chosen, time, correlationId, traceparent);
  }

  /** The same as the answer to the message of that id. */
  public OutgoingMessage<T> answering(String messageId) {
    return new OutgoingMessage<>(topic, key, data, id, time, Optional.of(messageId), traceparent);
  }

  /** The same as a part of a trace; a null or malformed {@code traceparent} adds nothing. */
  public OutgoingMessage<T> traced(String parent) {
    var trace = TraceContext.parse(parent).map(found -> found.child().traceparent());
    return new OutgoingMessage<>(topic, key, data, id, time, correlationId, trace);
  }

  /** The same as the answer to a message, in its trace. */
  public OutgoingMessage<T> answering(Message<?> message) {
    return answering(message.id()).traced(message.traceparent().orElse(null));
  }

  /** The CloudEvents type. */
  public String type() {
    return MessageTypes.cloudEventType(data.getClass());
  }
}
