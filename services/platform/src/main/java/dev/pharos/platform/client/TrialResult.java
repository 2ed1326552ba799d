package dev.pharos.platform.client;

import java.time.Instant;
import java.util.Locale;

/**
 * What a rule would make of an event, as the platform tells it.
 *
 * @param id of the event
 * @param time of the event
 * @param held whether its condition holds; null where it has no value
 * @param error why it has none; null where it has one
 * @param state what would come of its action; null where it would not act
 * @param detail the same in words; null where it would not act
 */
public record TrialResult(
    String id, Instant time, Boolean held, String error, String state, String detail) {
  /** What would happen, in words. */
  public String words() {
    if (error != null) {
      return error;
    }
    return Boolean.TRUE.equals(held) ? state.toLowerCase(Locale.ROOT) + ": " + detail : "-";
  }
}
