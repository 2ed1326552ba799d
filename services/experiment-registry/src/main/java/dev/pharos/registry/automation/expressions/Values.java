package dev.pharos.registry.automation.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.primitives.UnsignedLong;
import com.google.protobuf.Duration;
import com.google.protobuf.NullValue;
import com.google.protobuf.Timestamp;
import dev.pharos.contracts.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From JSON to the values of CEL and back. */
public final class Values {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Values() {}

  /** The value of JSON: whole numbers are int, others double; a field that is null is not there. */
  public static Object of(JsonNode json) {
    if (json.isObject()) {
      var map = new LinkedHashMap<String, Object>();
      json.properties().stream()
          .filter(field -> !field.getValue().isNull())
          .forEach(field -> map.put(field.getKey(), of(field.getValue())));
      return map;
    } else if (json.isArray()) {
      var list = new ArrayList<>();
      json.forEach(element -> list.add(of(element)));
      return list;
    } else if (json.isIntegralNumber() && json.canConvertToLong()) {
      return json.asLong();
    } else if (json.isNumber()) {
      return json.asDouble();
    } else if (json.isBoolean()) {
      return json.asBoolean();
    }
    return json.isNull() ? NullValue.NULL_VALUE : json.asText();
  }

  /** JSON of a value; times and durations are texts. */
  static JsonNode json(Object value) {
    if (value instanceof Map<?, ?> map) {
      var object = NODES.objectNode();
      map.forEach((key, member) -> object.set(String.valueOf(key), json(member)));
      return object;
    } else if (value instanceof List<?> list) {
      var array = NODES.arrayNode();
      list.forEach(element -> array.add(json(element)));
      return array;
    } else if (value instanceof Timestamp time) {
      return NODES.textNode(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString());
    } else if (value instanceof Duration time) {
      return NODES.textNode(
          java.time.Duration.ofSeconds(time.getSeconds(), time.getNanos()).toString());
    } else if (value instanceof UnsignedLong number) {
      return NODES.numberNode(number.bigIntegerValue());
    } else if (value instanceof NullValue) {
      return NODES.nullNode();
    }
    return Json.mapper().valueToTree(value);
  }
}
