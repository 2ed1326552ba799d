package dev.pharos.platform.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pharos models}. */
@Command(
    name = "models",
    description = "Shows and promotes registered models.",
    subcommands = {ModelsListCommand.class, ModelsShowCommand.class, ModelsPromoteCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos models list",
      "  pharos models show digits",
      "  pharos models promote digits 2 --alias champion"
    })
final class ModelsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "what about models? " + PharosCommand.names(spec));
  }
}
