package dev.pharos.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** The headers in which Kafka Connect says why a record was given up, written and read. */
final class DeadLetterHeaders {
  private static final String PREFIX = "__connect.errors.";
  private static final int LONGEST_TRACE = 4_000;

  private DeadLetterHeaders() {}

  /** Adds why a record was given up to the headers of its letter. */
  static void write(Headers headers, ConsumerRecord<byte[], byte[]> record, Throwable reason) {
    put(headers, "topic", record.topic());
    put(headers, "partition", Integer.toString(record.partition()));
    put(headers, "offset", Long.toString(record.offset()));
    put(headers, "exception.class.name", reason.getClass().getName());
    put(headers, "exception.message", String.valueOf(reason.getMessage()));
    put(headers, "exception.stacktrace", trace(reason));
  }

  private static void put(Headers headers, String name, String value) {
    // A letter that was sent back by other tools and fails again gets the new reason only.
    headers.remove(PREFIX + name);
    headers.add(PREFIX + name, value.getBytes(UTF_8));
  }

  private static String trace(Throwable reason) {
    var text = new StringWriter();
    reason.printStackTrace(new PrintWriter(text));
    return text.getBuffer().length() <= LONGEST_TRACE
        ? text.toString()
        : text.getBuffer().substring(0, LONGEST_TRACE) + "...";
  }

  /**
   * Reads a letter.
   *
   * @param topic the topic whose dead letters these are, without prefix
   */
  static DeadLetter read(String topic, ConsumerRecord<byte[], byte[]> record) {
    var own = new ArrayList<DeadLetter.Header>();
    for (var header : record.headers()) {
      if (!header.key().startsWith(PREFIX)) {
        own.add(new DeadLetter.Header(header.key(), buffer(header.value())));
      }
    }
    return new DeadLetter(
        new DeadLetterId(topic, record.partition(), record.offset()),
        Instant.ofEpochMilli(record.timestamp()),
        buffer(record.key()),
        buffer(record.value()),
        own,
        reason(record.headers()));
  }

  private static DeadLetter.Reason reason(Headers headers) {
    return new DeadLetter.Reason(
        text(headers, "topic"),
        text(headers, "partition").flatMap(number -> parsed(number, Integer::valueOf)),
        text(headers, "offset").flatMap(number -> parsed(number, Long::valueOf)),
        text(headers, "exception.class.name"),
        text(headers, "exception.message"),
        text(headers, "exception.stacktrace"));
  }

  private static Optional<String> text(Headers headers, String name) {
    return Optional.ofNullable(headers.lastHeader(PREFIX + name))
        .map(header -> header.value())
        .map(bytes -> new String(bytes, UTF_8));
  }

  /** Anybody may have written the header. */
  private static <N> Optional<N> parsed(String text, Function<String, N> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Buffer> buffer(byte[] bytes) {
    return Optional.ofNullable(bytes).map(Buffer::buffer);
  }
}
