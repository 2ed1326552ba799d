package dev.pharos.messaging;

import dev.pharos.contracts.Topic;
import io.vertx.core.Future;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts records that cannot be processed on the topic's dead-letter topic, as they are, with the
 * reason in the headers that Kafka Connect uses.
 */
final class DeadLetters {
  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
  private static final String PREFIX = "__connect.errors.";
  private static final int LONGEST_TRACE = 4_000;

  private final String name;
  private final Function<ProducerRecord<byte[], byte[]>, Future<Void>> sender;

  /**
   * Dead letters of a topic.
   *
   * @param sender sends a record, once
   */
  DeadLetters(
      Topic<?> topic,
      KafkaClients clients,
      Function<ProducerRecord<byte[], byte[]>, Future<Void>> sender) {
    this.name = clients.topicName(topic.deadLetterName());
    this.sender = sender;
  }

  /** Sends a record there; fails when the broker does not take it. */
  Future<Void> send(ConsumerRecord<byte[], byte[]> record, Throwable reason) {
    var letter = new ProducerRecord<>(name, record.key(), record.value());
    record.headers().forEach(header -> letter.headers().add(header));
    var headers = letter.headers();
    put(headers, "topic", record.topic());
    put(headers, "partition", Integer.toString(record.partition()));
    put(headers, "offset", Long.toString(record.offset()));
    put(headers, "exception.class.name", reason.getClass().getName());
    put(headers, "exception.message", String.valueOf(reason.getMessage()));
    put(headers, "exception.stacktrace", trace(reason));
    return sender
        .apply(letter)
        .onSuccess(
            sent ->
                log.warn(
                    "{}-{} at {} cannot be processed and is now on {}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    name,
                    reason.toString()));
  }

  private static void put(Headers headers, String name, String value) {
    // A letter that was sent back to its topic and fails again gets the new reason only.
    headers.remove(PREFIX + name);
    headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String trace(Throwable reason) {
    var text = new StringWriter();
    reason.printStackTrace(new PrintWriter(text));
    return text.getBuffer().length() <= LONGEST_TRACE
        ? text.toString()
        : text.getBuffer().substring(0, LONGEST_TRACE) + "...";
  }
}
