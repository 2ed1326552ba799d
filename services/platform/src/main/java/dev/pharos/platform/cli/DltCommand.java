package dev.pharos.platform.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pharos dlt}. */
@Command(
    name = "dlt",
    description = "Shows messages that could not be processed, and sends them back.",
    subcommands = {DltListCommand.class, DltShowCommand.class, DltReplayCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos dlt list --since 1h",
      "  pharos dlt show job.commands-0-17",
      "  pharos dlt replay job.commands-0-17"
    })
final class DltCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "what about dead letters? " + PharosCommand.names(spec));
  }
}
