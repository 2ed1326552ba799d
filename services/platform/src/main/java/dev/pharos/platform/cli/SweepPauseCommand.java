package dev.pharos.platform.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pharos sweep pause}. */
@Command(
    name = "pause",
    description = "Sets a sweep and its trials aside, after checkpoints.",
    footerHeading = "%nExample:%n",
    footer = "  pharos sweep pause last --reason 'the machine is needed'")
final class SweepPauseCommand implements Runnable {
  private final Surroundings surroundings;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for others to read.")
  private String reason;

  @Mixin private SweepChoice choice;
  @Mixin private Connection connection;
  @Mixin private Output output;

  SweepPauseCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    new SweepControl(surroundings, choice, connection, output)
        .ask("pause", reason, "sweep %s is paused; its runs are soon");
  }
}
