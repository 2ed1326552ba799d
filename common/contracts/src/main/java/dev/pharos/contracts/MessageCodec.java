package dev.pharos.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pharos.contracts.run.MetricsReported;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** From message records to JSON bytes and back, checked against the message's schema. */
public final class MessageCodec {
  private MessageCodec() {}

  /** The message as JSON in UTF-8. */
  public static byte[] encode(Object message) {
    try {
      return Json.mapper().writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          message.getClass().getSimpleName() + " cannot be written as JSON", e);
    }
  }

  /**
   * Reads a message.
   *
   * @throws InvalidMessageException if the bytes are no JSON or not as the message's schema says;
   *     it tells everything that is wrong
   */
  public static <T> T decode(Class<T> message, byte[] json) {
    return decode(message, parse(json));
  }

  /**
   * Reads a message from parsed JSON. A null counts as absent.
   *
   * @throws InvalidMessageException if the data is not as the message's schema says
   */
  public static <T> T decode(Class<T> message, JsonNode data) {
    if (message == MetricsReported.class) {
      var quick = QuickMetrics.read(data);
      if (quick.isPresent()) {
        return message.cast(quick.get());
      }
    }
    return decode(message, "", data);
  }

  /**
   * Reads a part of a message that has a schema of its own, such as the job of a command.
   *
   * @param field where the part stands, put before the fields of what is wrong; may be empty
   * @throws InvalidMessageException if the data is not as its schema says
   */
  public static <T> T decode(Class<T> message, String field, JsonNode data) {
    var pruned = withoutNulls(data.deepCopy());
    var violations = MessageSchema.of(message).violations(pruned);
    if (!violations.isEmpty()) {
      throw new InvalidMessageException(
          violations.stream().map(violation -> violation.within(field)).toList());
    }
    try {
      return Json.mapper().treeToValue(pruned, message);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new InvalidMessageException(List.of(new Violation(field, firstLine(e))));
    }
  }

  /**
   * Parses JSON.
   *
   * @throws InvalidMessageException if it is none, saying where
   */
  public static JsonNode parse(byte[] json) {
    try {
      var node = json == null ? null : Json.mapper().readTree(json);
      if (node == null || node.isMissingNode()) {
        throw new InvalidMessageException("the message is empty");
      }
      return node;
    } catch (IOException e) {
      throw new InvalidMessageException("the message is not JSON: " + firstLine(e));
    }
  }

  private static JsonNode withoutNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      var nulls = new ArrayList<String>();
      object
          .properties()
          .forEach(
              entry -> {
                if (entry.getValue().isNull()) {
                  nulls.add(entry.getKey());
                } else {
                  withoutNulls(entry.getValue());
                }
              });
      object.remove(nulls);
    } else if (node instanceof ArrayNode array) {
      array.forEach(MessageCodec::withoutNulls);
    }
    return node;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
