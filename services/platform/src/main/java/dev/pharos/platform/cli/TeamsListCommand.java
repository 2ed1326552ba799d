package dev.pharos.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.platform.client.Team;
import dev.pharos.platform.terminal.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pharos teams list}. */
@Command(
    name = "list",
    description = "Lists teams, with what they have and may have.",
    footerHeading = "%nExample:%n",
    footer = "  pharos teams list")
final class TeamsListCommand implements Runnable {
  static final String PATH = "/v1/teams";

  private final Surroundings surroundings;

  @Mixin private Connection connection;
  @Mixin private Output output;

  TeamsListCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var answer = connection.client().get(PATH);
    if (output.json()) {
      output.print(answer.items(JsonNode.class));
      return;
    }
    var table = new Table("NAME", "SHARE", "DEVICES", "AT MOST", "QUEUED", "AT MOST");
    answer
        .items(Team.class)
        .forEach(
            team ->
                table.row(
                    team.name(),
                    team.share(),
                    team.devices(),
                    team.maxDevices(),
                    team.queued(),
                    team.maxQueued()));
    table.lines().forEach(surroundings::say);
  }
}
