package dev.pharos.platform.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pharos queue}. */
@Command(
    name = "queue",
    description = "Shows who waits, and changes who comes first.",
    subcommands = {
      QueueListCommand.class,
      QueueMoveCommand.class,
      QueuePriorityCommand.class,
      QueueWaitCommand.class,
      QueueCancelCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos queue list",
      "  pharos queue move last --first",
      "  pharos queue priority last 10",
      "  pharos queue cancel --team vision"
    })
final class QueueCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "what about the queue? " + PharosCommand.names(spec));
  }
}
