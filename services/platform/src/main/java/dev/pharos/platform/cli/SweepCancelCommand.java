package dev.pharos.platform.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pharos sweep cancel}. */
@Command(
    name = "cancel",
    description = "Ends a sweep and its trials.",
    footerHeading = "%nExample:%n",
    footer = "  pharos sweep cancel last --reason 'good enough'")
final class SweepCancelCommand implements Runnable {
  private final Surroundings surroundings;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for others to read.")
  private String reason;

  @Mixin private SweepChoice choice;
  @Mixin private Connection connection;
  @Mixin private Output output;

  SweepCancelCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    new SweepControl(surroundings, choice, connection, output)
        .ask("cancel", reason, "sweep %s is cancelled; its runs end soon");
  }
}
