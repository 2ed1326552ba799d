package dev.pharos.platform.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pharos sweep resume}. */
@Command(
    name = "resume",
    description = "Lets a paused sweep and its trials go on.",
    footerHeading = "%nExample:%n",
    footer = "  pharos sweep resume last")
final class SweepResumeCommand implements Runnable {
  private final Surroundings surroundings;

  @Mixin private SweepChoice choice;
  @Mixin private Connection connection;
  @Mixin private Output output;

  SweepResumeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    new SweepControl(surroundings, choice, connection, output)
        .ask("resume", null, "sweep %s goes on");
  }
}
