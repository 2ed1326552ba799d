package dev.pharos.platform.cli;

import dev.pharos.platform.terminal.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pharos queue cancel}. */
@Command(
    name = "cancel",
    description = "Ends many runs at once.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos queue cancel --team vision --reason 'wrong data set'",
      "  pharos queue cancel --all"
    })
final class QueueCancelCommand implements Runnable {
  private final Surroundings surroundings;

  @ArgGroup(multiplicity = "1")
  private Which which;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for others to read.")
  private String reason;

  @Mixin private Connection connection;
  @Mixin private Output output;

  QueueCancelCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Which runs. */
  static final class Which {
    @Parameters(arity = "1..*", paramLabel = "RUN", description = "These, whatever their state.")
    private List<UUID> runs;

    @Option(
        names = "--team",
        required = true,
        paramLabel = "NAME",
        description = "All of a team that wait.")
    private String team;

    @Option(names = "--all", required = true, description = "All that wait.")
    private boolean all;

    private Map<String, Object> body() {
      if (team != null) {
        return Map.of("team", team);
      }
      return all ? Map.of("all", true) : Map.of("runs", runs);
    }
  }

  @Override
  public void run() {
    var body = new HashMap<>(which.body());
    if (reason != null) {
      body.put("reason", reason);
    }
    var answer = connection.client().post("/v1/queue/cancel", body).body();
    if (output.json()) {
      output.print(answer);
      return;
    }
    surroundings.say(
        "asked %s to end".formatted(Words.plural(answer.path("cancelled").size(), "run")));
    for (var refused : answer.path("refused")) {
      surroundings.say(refused.path("reason").asText());
    }
  }
}
