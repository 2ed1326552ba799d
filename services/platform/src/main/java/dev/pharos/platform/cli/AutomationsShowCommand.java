package dev.pharos.platform.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pharos automations show}. */
@Command(
    name = "show",
    description = "Prints a rule as the document that 'set' takes.",
    footerHeading = "%nExample:%n",
    footer = "  pharos automations show retrain > retrain.json")
final class AutomationsShowCommand implements Runnable {
  private final Output output;

  @Mixin private AutomationName automation;
  @Mixin private Connection connection;

  AutomationsShowCommand(Surroundings surroundings) {
    this.output = new Output(surroundings);
  }

  @Override
  public void run() {
    output.print(connection.client().get(automation.path()).body().path("rule"));
  }
}
