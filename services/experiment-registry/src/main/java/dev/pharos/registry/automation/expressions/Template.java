package dev.pharos.registry.automation.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.contracts.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * JSON whose texts may hold expressions as <code>${...}</code>. A text that is one expression and
 * nothing else takes the type of its value; <code>$${</code> stands for <code>${</code>.
 */
public final class Template {
  private final Expressions expressions;
  private final JsonNode json;

  public Template(Expressions expressions, JsonNode json) {
    this.expressions = expressions;
    this.json = json;
  }

  /** Whether there is anything to be filled in. */
  public boolean isPlain() {
    return !json.toString().contains("${");
  }

  /** Every expression that is none, by its field. */
  public List<Violation> violations(String field) {
    var found = new ArrayList<Violation>();
    check(field, json, found);
    return found;
  }

  private void check(String field, JsonNode node, List<Violation> found) {
    if (node.isTextual()) {
      try {
        for (var part : TemplateText.parse(node.asText())) {
          if (part.expression()) {
            expressions.compile(part.text());
          }
        }
      } catch (InvalidMessageException e) {
        e.violations().forEach(wrong -> found.add(wrong.within(field)));
      }
    }
    node.properties().forEach(one -> check(field + "." + one.getKey(), one.getValue(), found));
    if (node.isArray()) {
      for (var i = 0; i < node.size(); i++) {
        check(field + "." + i, node.get(i), found);
      }
    }
  }

  /**
   * The JSON with every expression's value in its place.
   *
   * @throws ExpressionException if one has no value
   */
  public JsonNode fill(Map<String, Object> variables) {
    return fill(json, variables);
  }

  private JsonNode fill(JsonNode node, Map<String, Object> variables) {
    if (node.isTextual()) {
      return text(node.asText(), variables);
    } else if (node.isObject()) {
      var object = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(one -> object.set(one.getKey(), fill(one.getValue(), variables)));
      return object;
    } else if (node.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(fill(element, variables)));
      return array;
    }
    return node;
  }

  private JsonNode text(String text, Map<String, Object> variables) {
    var parts = TemplateText.parse(text);
    if (parts.size() == 1 && parts.get(0).expression()) {
      return expressions.compile(parts.get(0).text()).value(variables);
    }
    var filled = new StringBuilder();
    for (var part : parts) {
      if (part.expression()) {
        var value = expressions.compile(part.text()).value(variables);
        filled.append(value.isValueNode() ? value.asText() : value.toString());
      } else {
        filled.append(part.text());
      }
    }
    return JsonNodeFactory.instance.textNode(filled.toString());
  }
}
