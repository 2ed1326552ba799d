package dev.pharos.platform.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pharos run}. */
@Command(
    name = "run",
    description = "Shows, pauses, resumes and cancels a run; prints its log and metrics.",
    subcommands = {
      RunShowCommand.class,
      RunLogsCommand.class,
      RunMetricsCommand.class,
      RunCheckpointsCommand.class,
      RunPauseCommand.class,
      RunResumeCommand.class,
      RunCancelCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos run show last",
      "  pharos run logs last --follow",
      "  pharos run metrics last > run.csv",
      "  pharos run cancel 0198c2f4-7a51-7c0e-9d7e-2f4f5c1d9a10"
    })
final class RunCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "what about the run? " + PharosCommand.names(spec));
  }
}
