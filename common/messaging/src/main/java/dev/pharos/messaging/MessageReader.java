package dev.pharos.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.contracts.MessageCodec;
import dev.pharos.contracts.Topic;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads CloudEvents in Kafka's binary and structured modes. A JSON object with a {@code
 * specversion} is taken for the structured mode without its content-type header too, since that is
 * what people type into a console.
 */
final class MessageReader<T> {
  private static final String BINARY_MODE = "ce_specversion";
  private static final String CONTENT_TYPE = "content-type";
  private static final JsonFormat STRUCTURED = new JsonFormat();

  private final Topic<T> topic;

  MessageReader(Topic<T> topic) {
    this.topic = topic;
  }

  /** Reads a record; whatever it holds, this does not throw. */
  Received<T> read(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return new Received.Tombstone<>();
    }
    CloudEvent event;
    try {
      event = event(record);
    } catch (InvalidMessageException e) {
      return new Received.Unreadable<>(e);
    } catch (RuntimeException e) {
      // The library's exceptions have no common type; whatever it is, the record is to blame.
      return new Received.Unreadable<>(
          new InvalidMessageException("the message is not a CloudEvent: " + reason(e)));
    }
    Optional<JsonNode> data = Optional.empty();
    try {
      data = Optional.of(data(event));
      return new Received.Valid<>(message(record, event, data.get()));
    } catch (InvalidMessageException e) {
      return new Received.Invalid<>(invalid(record, event, data, e));
    }
  }

  private static CloudEvent event(ConsumerRecord<byte[], byte[]> record) {
    var contentType = record.headers().lastHeader(CONTENT_TYPE);
    var structured =
        contentType != null
            && contentType.value() != null
            && new String(contentType.value(), StandardCharsets.UTF_8)
                .startsWith("application/cloudevents");
    if (structured || record.headers().lastHeader(BINARY_MODE) != null) {
      return KafkaMessageFactory.createReader(record).toEvent();
    }
    var json = MessageCodec.parse(record.value());
    if (!json.isObject() || !json.has("specversion")) {
      throw new InvalidMessageException(
          "the message is not a CloudEvent: it has neither ce_ headers nor the form"
              + " {\"specversion\": \"1.0\", \"type\": ..., \"source\": ..., \"id\": ..., \"data\": {...}}");
    }
    return STRUCTURED.deserialize(record.value());
  }

  private static String reason(RuntimeException failure) {
    return failure.getCause() instanceof JsonProcessingException json
        ? json.getOriginalMessage()
        : failure.getMessage();
  }

  private static JsonNode data(CloudEvent event) {
    var data = event.getData();
    if (data == null) {
      throw new InvalidMessageException("the message has no data");
    } else if (data instanceof JsonCloudEventData json) {
      return json.getNode();
    }
    return MessageCodec.parse(data.toBytes());
  }

  private Message<T> message(
      ConsumerRecord<byte[], byte[]> record, CloudEvent event, JsonNode data) {
    var type =
        topic
            .messageOf(event.getType())
            .orElseThrow(
                () ->
                    new InvalidMessageException(
                        "type '%s' does not travel on %s, which takes %s"
                            .formatted(event.getType(), topic.name(), topic.types())));
    return new Message<>(
        event.getId(),
        event.getType(),
        event.getSource().toString(),
        event.getTime() == null
            ? Instant.ofEpochMilli(record.timestamp())
            : event.getTime().toInstant(),
        key(record),
        MessageCodec.decode(type, data),
        extension(event, MessageWriter.CORRELATION),
        extension(event, MessageWriter.TRACEPARENT),
        topic.name(),
        record.partition(),
        record.offset());
  }

  private InvalidMessage invalid(
      ConsumerRecord<byte[], byte[]> record,
      CloudEvent event,
      Optional<JsonNode> data,
      InvalidMessageException reason) {
    return new InvalidMessage(
        event.getId(),
        event.getType(),
        event.getSource().toString(),
        key(record),
        data,
        extension(event, MessageWriter.CORRELATION),
        extension(event, MessageWriter.TRACEPARENT),
        reason,
        topic.name(),
        record.partition(),
        record.offset());
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  private static Optional<String> extension(CloudEvent event, String name) {
    return Optional.ofNullable(event.getExtension(name)).map(Objects::toString);
  }
}
