package dev.pharos.messaging;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a dead letter lies.
 *
 * @param topic the topic that could not be processed, without prefix and {@code .dlt}
 * @param partition of the dead-letter topic
 * @param offset in that partition
 */
public record DeadLetterId(String topic, int partition, long offset) {
  private static final Pattern FORM = Pattern.compile("(.+)-(\\d{1,9})-(\\d{1,18})");

  /** Reads {@code job.commands-0-17}; empty if the text is no such id. */
  public static Optional<DeadLetterId> parse(String text) {
    var matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new DeadLetterId(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return topic + "-" + partition + "-" + offset;
  }
}
