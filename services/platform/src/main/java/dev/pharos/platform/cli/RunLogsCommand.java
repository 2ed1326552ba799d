package dev.pharos.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.platform.client.Answer;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.Run;
import dev.pharos.platform.terminal.Words;
import java.time.Instant;
import java.util.HashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pharos run logs}. */
@Command(
    name = "logs",
    description = "Prints the log of a run.",
    footerHeading = "%nExamples:%n",
    footer = {"  pharos run logs last", "  pharos run logs last --follow"})
final class RunLogsCommand implements Callable<Integer> {
  private static final int PAGE = 1000;
  private static final long INTERVAL_MILLIS = 500;

  private final Surroundings surroundings;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the run has ended.")
  private boolean follow;

  @Mixin private RunChoice choice;
  @Mixin private Connection connection;

  RunLogsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    var client = connection.client();
    var path = choice.path(client);
    String cursor = null;
    while (true) {
      // Asked before the lines are read, so that none is missed between the two.
      var ended = client.get(path).as(Run.class).state().ended();
      cursor = printFrom(client, path, cursor);
      if (ended || !follow) {
        return 0;
      }
      Thread.sleep(INTERVAL_MILLIS);
    }
  }

  /** Prints what stands after the cursor, and moves it. */
  private String printFrom(PharosClient client, String path, String cursor) {
    var after = cursor;
    while (true) {
      var query = new HashMap<String, Object>();
      query.put("limit", PAGE);
      query.put("after", after);
      Answer answer = client.get(path + "/logs", query);
      var lines = answer.items(JsonNode.class);
      lines.forEach(this::print);
      after = answer.next().orElse(after);
      if (lines.size() < PAGE) {
        return after;
      }
    }
  }

  private void print(JsonNode line) {
    surroundings.say(
        "%s %-5s %s"
            .formatted(
                Words.time(Instant.parse(line.path("at").asText())),
                line.path("level").asText(),
                line.path("message").asText()));
  }
}
