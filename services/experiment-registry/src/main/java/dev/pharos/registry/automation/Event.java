package dev.pharos.registry.automation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.registry.automation.expressions.Values;
import dev.pharos.runtime.database.Json;
import java.time.Instant;
import java.util.Map;

/**
 * Something that came by.
 *
 * @param sequence grows with each event
 * @param source who said it
 * @param id its id, unique for its source
 * @param type its CloudEvents type
 * @param time when it was said
 * @param correlation the id of the message that it answers; null if it answers none
 * @param data what it says
 */
public record Event(
    long sequence,
    String source,
    String id,
    String type,
    Instant time,
    String correlation,
    @Json JsonNode data) {

  /** What expressions see. */
  Map<String, Object> variables() {
    return Map.of(
        "event",
        Map.of(
            "source",
            source,
            "id",
            id,
            "type",
            type,
            "time",
            time.toString(),
            "data",
            Values.of(data)));
  }
}
