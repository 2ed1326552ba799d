package dev.pharos.registry.deadletters;

import dev.pharos.messaging.DeadLetter;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * A dead letter in a list.
 *
 * @param id its name in the API
 * @param topic the topic that could not be processed, without prefix
 * @param at when it was given up
 * @param key the record's key; null if it had none
 * @param type the CloudEvents type; null if it had none in a header
 * @param size bytes of the value
 * @param exception class of the failure
 * @param reason what the failure says
 * @param from where the record was read
 * @param replayedAt when it was sent back; null if it was not
 */
public record DeadLetterView(
    String id,
    String topic,
    Instant at,
    String key,
    String type,
    int size,
    String exception,
    String reason,
    Origin from,
    Instant replayedAt) {

  /** Where a record was read; parts are null where the letter does not say. */
  public record Origin(String topic, Integer partition, Long offset) {}

  static DeadLetterView of(DeadLetter letter, Instant replayedAt) {
    var reason = letter.reason();
    return new DeadLetterView(
        letter.id().toString(),
        letter.id().topic(),
        letter.at(),
        letter.key().map(Buffer::toString).orElse(null),
        letter.header("ce_type").orElse(null),
        letter.value().map(Buffer::length).orElse(0),
        reason.exception().orElse(null),
        reason.message().orElse(null),
        new Origin(
            reason.topic().orElse(null),
            reason.partition().orElse(null),
            reason.offset().orElse(null)),
        replayedAt);
  }

  DeadLetterView replayed(Instant when) {
    return new DeadLetterView(id, topic, at, key, type, size, exception, reason, from, when);
  }
}
