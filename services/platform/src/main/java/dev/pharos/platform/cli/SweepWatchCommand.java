package dev.pharos.platform.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pharos sweep watch}. */
@Command(
    name = "watch",
    description = "Shows the progress of a sweep and ends with it: exit code 1 if it fails.",
    footerHeading = "%nExample:%n",
    footer = "  pharos sweep watch last")
final class SweepWatchCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private SweepChoice choice;
  @Mixin private Connection connection;
  @Mixin private Output output;

  SweepWatchCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    var client = connection.client();
    new SweepFollower(client, surroundings).follow(choice.path(client), output);
    return 0;
  }
}
