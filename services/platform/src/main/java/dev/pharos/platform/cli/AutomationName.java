package dev.pharos.platform.cli;

import dev.pharos.platform.client.Uris;
import picocli.CommandLine.Parameters;

/** The rule that a command is about. */
final class AutomationName {
  @Parameters(index = "0", paramLabel = "NAME", description = "The rule.")
  private String name;

  String name() {
    return name;
  }

  String path() {
    return AutomationsCommand.PATH + "/" + Uris.segment(name);
  }
}
