package dev.pharos.platform.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pharos automations remove}. */
@Command(
    name = "remove",
    description = "Removes a rule and its history; what it did stays.",
    footerHeading = "%nExample:%n",
    footer = "  pharos automations remove retrain")
final class AutomationsRemoveCommand implements Runnable {
  private final Surroundings surroundings;

  @Mixin private AutomationName automation;
  @Mixin private Connection connection;

  AutomationsRemoveCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    connection.client().delete(automation.path());
    surroundings.say("automation %s is removed".formatted(automation.name()));
  }
}
