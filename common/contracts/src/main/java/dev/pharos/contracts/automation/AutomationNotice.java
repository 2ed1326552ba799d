package dev.pharos.contracts.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pharos.contracts.MessageType;

/**
 * Something that a rule or a program outside wants to be known. Rules can wait for it.
 *
 * @param name what happened, such as {@code photos-labelled}
 * @param data what there is to say about it; an empty object
 */
@MessageType(name = "automation.notice", version = 1)
public record AutomationNotice(String name, JsonNode data) {
  public AutomationNotice {
    data = data == null ? JsonNodeFactory.instance.objectNode() : data;
  }
}
