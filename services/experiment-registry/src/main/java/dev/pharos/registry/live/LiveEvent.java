package dev.pharos.registry.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pharos.contracts.Json;
import java.util.Optional;

/**
 * Something that browsers are told.
 *
 * @param text the event as it is sent: name and data, and an empty line
 * @param supersedes names what it is about; a later event about the same makes an earlier one that
 *     waits to be sent worthless. Empty if every event counts
 */
record LiveEvent(String text, Optional<String> supersedes) {

  /** An event of which only the newest counts. */
  static LiveEvent newest(String name, String about, Object data) {
    return new LiveEvent(text(name, data), Optional.of(name + " " + about));
  }

  /** An event that counts by itself. */
  static LiveEvent each(String name, Object data) {
    return new LiveEvent(text(name, data), Optional.empty());
  }

  private static String text(String name, Object data) {
    try {
      return "event: %s\ndata: %s\n\n".formatted(name, Json.mapper().writeValueAsString(data));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a " + name + " event cannot be written", e);
    }
  }
}
