package dev.pharos.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.platform.client.DeadLetter;
import dev.pharos.platform.client.Uris;
import dev.pharos.platform.terminal.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pharos dlt show}. */
@Command(
    name = "show",
    description = "Shows a message that could not be processed, with headers, value and reason.",
    footerHeading = "%nExamples:%n",
    footer = {"  pharos dlt show job.commands-0-17", "  pharos dlt show job.commands-0-17 --json"})
final class DltShowCommand implements Runnable {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "ID", description = "The letter's id as 'pharos dlt list' shows it.")
  private String id;

  @Mixin private Connection connection;
  @Mixin private Output output;

  DltShowCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var answer = connection.client().get(DltFilter.PATH + "/" + Uris.segment(id));
    var body = answer.body();
    if (output.json()) {
      output.print(body);
      return;
    }
    var letter = answer.as(DeadLetter.class);
    fact("topic", letter.topic());
    fact("key", letter.key());
    fact("read from", from(body.path("from")));
    fact("given up", Words.time(letter.at()));
    fact("sent back", Words.time(letter.replayedAt()));
    fact("reason", letter.reason());
    body.path("headers")
        .forEach(header -> fact(header.path("name").asText(), header.path("value").asText()));
    surroundings.say("");
    value(body);
    if (body.has("stackTrace")) {
      surroundings.say("");
      surroundings.say(body.get("stackTrace").asText().stripTrailing());
    }
  }

  private void fact(String name, String value) {
    surroundings.say("%-16s %s".formatted(name, value == null ? "-" : value));
  }

  private static String from(JsonNode from) {
    return "%s-%s at %s"
        .formatted(
            from.path("topic").asText("?"),
            from.path("partition").asText("?"),
            from.path("offset").asText("?"));
  }

  private void value(JsonNode body) {
    if (body.has("json")) {
      output.print(body.get("json"));
    } else if (body.has("text")) {
      surroundings.say(body.get("text").asText());
    } else {
      surroundings.say(body.has("base64") ? "base64: " + body.get("base64").asText() : "no value");
    }
  }
}
