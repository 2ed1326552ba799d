package dev.pharos.platform.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What the platform answered to a request that it carried out.
 *
 * @param status HTTP status, below 400
 * @param body the JSON document; a missing node where there was none
 */
public record Answer(int status, JsonNode body) {

  /**
   * The body as a record.
   *
   * @throws ServerException if the document is not such a record: another version of Pharos
   */
  public <T> T as(Class<T> type) {
    return convert(body, type);
  }

  /** The {@code items} of a list answer. */
  public <T> List<T> items(Class<T> type) {
    return StreamSupport.stream(body.path("items").spliterator(), false)
        .map(item -> convert(item, type))
        .toList();
  }

  /** Where a list answer goes on; empty at its end. */
  public Optional<String> next() {
    return Optional.ofNullable(body.path("next").textValue());
  }

  private static <T> T convert(JsonNode node, Class<T> type) {
    try {
      return Json.mapper().treeToValue(node, type);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new ServerException(
          "the platform's answer is not understood (%s); is it another version of Pharos? %s"
              .formatted(type.getSimpleName(), e.getMessage()),
          e);
    }
  }
}
