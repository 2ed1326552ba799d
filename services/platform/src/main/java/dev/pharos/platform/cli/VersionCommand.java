package dev.pharos.platform.cli;

import picocli.CommandLine.Command;

/** {@code pharos version}. */
@Command(
    name = "version",
    description = "Prints the versions of Pharos and Java.",
    footerHeading = "%nExample:%n",
    footer = "  pharos version")
final class VersionCommand implements Runnable {
  private final Surroundings surroundings;

  VersionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    for (var line : new Version().getVersion()) {
      surroundings.say(line);
    }
  }
}
