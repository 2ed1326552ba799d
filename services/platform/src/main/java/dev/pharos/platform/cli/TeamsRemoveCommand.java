package dev.pharos.platform.cli;

import dev.pharos.platform.client.Uris;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pharos teams remove}. */
@Command(
    name = "remove",
    description = "Removes a team; what it did stays.",
    footerHeading = "%nExample:%n",
    footer = "  pharos teams remove vision")
final class TeamsRemoveCommand implements Runnable {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "NAME", description = "The team.")
  private String name;

  @Mixin private Connection connection;

  TeamsRemoveCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    connection.client().delete(TeamsListCommand.PATH + "/" + Uris.segment(name));
    surroundings.say("team %s is removed".formatted(name));
  }
}
