package dev.pharos.platform.cli;

import dev.pharos.platform.client.Waiting;
import dev.pharos.platform.terminal.Table;
import dev.pharos.platform.terminal.Words;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pharos queue list}. */
@Command(
    name = "list",
    description = "Lists runs that wait, first served first.",
    footerHeading = "%nExamples:%n",
    footer = {"  pharos queue list", "  pharos queue list --team vision --json"})
final class QueueListCommand implements Runnable {
  static final String PATH = "/v1/queue";

  private final Surroundings surroundings;

  @Option(names = "--team", paramLabel = "NAME", description = "Only those of a team.")
  private String team;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Mixin private Connection connection;
  @Mixin private Output output;

  QueueListCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var client = connection.client();
    Map<String, Object> query = new HashMap<>();
    query.put("team", team);
    if (output.json()) {
      output.print(Pages.documents(client, PATH, query, limit));
      return;
    }
    var waiting = Pages.all(client, PATH, query, limit, Waiting.class);
    if (waiting.isEmpty()) {
      surroundings.remark("Nobody waits.");
      return;
    }
    var table = new Table("#", "ID", "NAME", "TEAM", "PRIORITY", "STARTS ABOUT", "WAITS");
    waiting.forEach(
        spot ->
            table.row(
                spot.position(),
                spot.run().id(),
                spot.run().name(),
                spot.run().team(),
                spot.run().priority(),
                Words.time(spot.estimatedStart()),
                spot.reason()));
    table.lines().forEach(surroundings::say);
  }
}
