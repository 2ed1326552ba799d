package dev.pharos.platform.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pharos.contracts.Json;
import picocli.CommandLine.Option;

/** {@code --json}: the result as a document instead of words. */
final class Output {
  private final Surroundings surroundings;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  Output(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  boolean json() {
    return json;
  }

  /** Prints a document. */
  void print(Object document) {
    try {
      surroundings.say(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + document, e);
    }
  }
}
