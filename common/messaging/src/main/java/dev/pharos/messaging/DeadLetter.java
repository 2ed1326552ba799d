package dev.pharos.messaging;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A record that could not be processed, and why.
 *
 * @param at when it was given up
 * @param key the record's key; empty if it had none
 * @param value the record's value; empty for a tombstone
 * @param headers the record's own headers, in order
 * @param reason why it was given up
 */
public record DeadLetter(
    DeadLetterId id,
    Instant at,
    Optional<Buffer> key,
    Optional<Buffer> value,
    List<Header> headers,
    Reason reason) {

  public DeadLetter {
    headers = List.copyOf(headers);
  }

  /** A header; Kafka lets its value be absent. */
  public record Header(String name, Optional<Buffer> value) {}

  /**
   * What the headers of Kafka Connect say; each is empty where the letter lacks it.
   *
   * @param topic the topic the record was read from, with its prefix
   * @param partition the partition it was read from
   * @param offset its offset there
   * @param exception class of the failure
   * @param message of the failure
   * @param stackTrace of the failure, cut where it is long
   */
  public record Reason(
      Optional<String> topic,
      Optional<Integer> partition,
      Optional<Long> offset,
      Optional<String> exception,
      Optional<String> message,
      Optional<String> stackTrace) {}

  /** The last header of a name, as text. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name().equals(name))
        .reduce((first, second) -> second)
        .flatMap(Header::value)
        .map(Buffer::toString);
  }
}
