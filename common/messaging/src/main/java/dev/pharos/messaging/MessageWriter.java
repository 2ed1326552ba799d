package dev.pharos.messaging;

import dev.pharos.contracts.MessageCodec;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes messages as CloudEvents 1.0 in Kafka's binary mode: attributes in headers, data as value.
 */
final class MessageWriter {
  /** The attribute that holds the id of the message that is answered. */
  static final String CORRELATION = "correlationid";

  /** The attribute that holds the W3C trace context. */
  static final String TRACEPARENT = "traceparent";

  private final URI source;
  private final String prefix;

  /**
   * A writer.
   *
   * @param service the CloudEvents source is {@code /pharos/<service>}
   * @param prefix stands before the names of topics
   */
  MessageWriter(String service, String prefix) {
    this.source = URI.create("/pharos/" + service);
    this.prefix = prefix;
  }

  <T> ProducerRecord<byte[], byte[]> write(OutgoingMessage<T> message) {
    return write(
        message.topic().name(),
        message.key(),
        message.id().toString(),
        message.type(),
        message.time(),
        MessageCodec.encode(message.data()),
        extensions(message));
  }

  ProducerRecord<byte[], byte[]> write(
      String topic,
      String key,
      String id,
      String type,
      Instant time,
      byte[] data,
      Map<String, String> extensions) {
    var event =
        CloudEventBuilder.v1()
            .withId(id)
            .withType(type)
            .withSource(source)
            .withTime(time.atOffset(ZoneOffset.UTC))
            .withData("application/json", data);
    extensions.forEach(event::withExtension);
    return KafkaMessageFactory.createWriter(prefix + topic, key.getBytes(StandardCharsets.UTF_8))
        .writeBinary(event.build());
  }

  /** The attributes beyond CloudEvents' own. */
  static Map<String, String> extensions(OutgoingMessage<?> message) {
    var extensions = new HashMap<String, String>();
    message.correlationId().ifPresent(id -> extensions.put(CORRELATION, id));
    message.traceparent().ifPresent(trace -> extensions.put(TRACEPARENT, trace));
    return extensions;
  }
}
