package dev.pharos.platform.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pharos teams}. */
@Command(
    name = "teams",
    description = "Shows and changes what teams may have.",
    subcommands = {TeamsListCommand.class, TeamsSetCommand.class, TeamsRemoveCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {"  pharos teams list", "  pharos teams set vision --share 2 --max-devices 8"})
final class TeamsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "what about teams? " + PharosCommand.names(spec));
  }
}
