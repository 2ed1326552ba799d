package dev.pharos.platform.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pharos sweep}. */
@Command(
    name = "sweep",
    description = "Searches for good hyper-parameters: one job with many values.",
    subcommands = {
      SweepStartCommand.class,
      SweepSubmitCommand.class,
      SweepListCommand.class,
      SweepShowCommand.class,
      SweepWatchCommand.class,
      SweepCancelCommand.class,
      SweepPauseCommand.class,
      SweepResumeCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos sweep start --network lenet5 --dataset digits --method asha --epochs 9",
      "      --vary learningRate=0.0001..0.1:log --trials 27 --watch",
      "  pharos sweep show last"
    })
final class SweepCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "what about sweeps? " + PharosCommand.names(spec));
  }
}
