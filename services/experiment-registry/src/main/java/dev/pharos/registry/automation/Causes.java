package dev.pharos.registry.automation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.MessageTypes;
import dev.pharos.contracts.model.ModelChanged;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Finds the rules that led to an event: those behind the message that it answers, and behind the
 * run that it is about.
 */
final class Causes {
  private static final String MODEL_CHANGED = MessageTypes.cloudEventType(ModelChanged.class);

  private Causes() {}

  static List<String> of(Handle handle, Event event) {
    var causes = new ArrayList<String>();
    if (event.correlation() != null) {
      causes.add(event.correlation());
    }
    add(causes, event.data().path("run"));
    add(causes, event.data().path("command"));
    if (event.type().equals(MODEL_CHANGED) && event.correlation() == null) {
      var versions = event.data().path("versions");
      add(causes, versions.path(versions.size() - 1).path("run"));
    }
    return causes.isEmpty() ? List.of() : FiringStore.chain(handle, causes);
  }

  private static void add(List<String> causes, JsonNode id) {
    if (id.isTextual()) {
      causes.add(id.asText());
    }
  }
}
