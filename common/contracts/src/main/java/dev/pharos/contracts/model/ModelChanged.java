package dev.pharos.contracts.model;

import dev.pharos.contracts.MessageType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The whole state of a registered model, so that the last message of a key is enough.
 *
 * @param model its name
 * @param revision grows with each change; an older one that comes late is ignored
 * @param versions its versions, oldest first
 * @param aliases version by alias, such as {@code champion}
 * @param at when it changed
 */
@MessageType(name = "model.changed", version = 1)
public record ModelChanged(
    String model,
    long revision,
    List<ModelVersion> versions,
    Map<String, Integer> aliases,
    Instant at) {
  public ModelChanged {
    versions = versions == null ? List.of() : List.copyOf(versions);
    aliases = aliases == null ? Map.of() : Map.copyOf(aliases);
  }
}
