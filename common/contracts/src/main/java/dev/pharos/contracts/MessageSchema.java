package dev.pharos.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The JSON Schema of a message, telling everything that is wrong in words for people. */
final class MessageSchema {
  private static final String ID_PREFIX = "https://pharos.dev/schemas/";
  private static final String RESOURCES = "classpath:dev/pharos/contracts/schemas/";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder -> builder.schemaIdResolvers(ids -> ids.mapPrefix(ID_PREFIX, RESOURCES)));
  private static final Map<Class<?>, MessageSchema> CACHE = new ConcurrentHashMap<>();

  private final Schema schema;

  private MessageSchema(Class<?> message) {
    schema = REGISTRY.getSchema(SchemaLocation.of(ID_PREFIX + MessageTypes.schemaFile(message)));
  }

  static MessageSchema of(Class<?> message) {
    return CACHE.computeIfAbsent(message, MessageSchema::new);
  }

  /** Everything that is wrong with the data; empty if it is valid. */
  List<Violation> violations(JsonNode data) {
    var errors =
        schema.validate(
            data,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    return errors.stream().map(MessageSchema::violation).distinct().toList();
  }

  private static Violation violation(Error error) {
    var field = dotted(error.getInstanceLocation());
    return switch (error.getKeyword()) {
      case "additionalProperties" -> {
        var valid = validFields(error);
        yield new Violation(
            join(field, error.getProperty()),
            "unknown field" + (valid.isEmpty() ? "" : "; valid: " + String.join(", ", valid)));
      }
      case "required" -> new Violation(join(field, error.getProperty()), "is missing");
      default -> new Violation(field, error.getMessage() + ", was " + shown(error));
    };
  }

  /** The names beside the {@code additionalProperties} that refused a field. */
  private static List<String> validFields(Error error) {
    var names = new ArrayList<String>();
    var parent = error.getSchemaLocation().getFragment().getParent();
    var properties = documentOf(error).at(pointer(parent) + "/properties");
    properties.fieldNames().forEachRemaining(names::add);
    Collections.sort(names);
    return names;
  }

  private static JsonNode documentOf(Error error) {
    var iri = error.getSchemaLocation().getAbsoluteIri();
    return REGISTRY.getSchema(SchemaLocation.of(iri.toString())).getSchemaNode();
  }

  private static String pointer(NodePath path) {
    var pointer = new StringBuilder();
    for (int i = 0; i < path.getNameCount(); i++) {
      pointer.append('/').append(path.getName(i).replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  private static String dotted(NodePath path) {
    var names = new ArrayList<String>();
    for (int i = 0; i < path.getNameCount(); i++) {
      names.add(path.getName(i));
    }
    return String.join(".", names);
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String shown(Error error) {
    var value = String.valueOf(error.getInstanceNode());
    return value.length() <= 80 ? value : value.substring(0, 77) + "...";
  }
}
