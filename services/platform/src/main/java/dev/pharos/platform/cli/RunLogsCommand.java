package dev.pharos.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.platform.client.Answer;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.Run;
import dev.pharos.platform.terminal.Words;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pharos run logs}. */
@Command(
    name = "logs",
    description = "Prints the log of a run, or what is looked for in it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos run logs last",
      "  pharos run logs last --follow",
      "  pharos run logs last --search checkpoint --context 2",
      "  pharos run logs last --level WARN --level ERROR"
    })
final class RunLogsCommand implements Callable<Integer> {
  private static final int PAGE = 1000;
  private static final long INTERVAL_MILLIS = 500;

  private final Surroundings surroundings;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the run has ended.")
  private boolean follow;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Only lines that contain it, whatever the case.")
  private String text;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "Only lines of a level: INFO, WARN or ERROR; may be given several times.")
  private List<String> levels = List.of();

  @Option(
      names = "--context",
      paramLabel = "N",
      description = "Lines before and after each line that was found, too.")
  private Integer context;

  @Mixin private RunChoice choice;
  @Mixin private Connection connection;
  @Spec private CommandSpec spec;

  RunLogsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    var searches = text != null || !levels.isEmpty();
    if ((searches && follow) || (context != null && !searches)) {
      throw new ParameterException(
          spec.commandLine(), "--context belongs to --search or --level, and --follow to neither");
    }
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
      query.put("text", text);
      query.put("level", levels.isEmpty() ? null : levels);
      query.put("context", context);
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
