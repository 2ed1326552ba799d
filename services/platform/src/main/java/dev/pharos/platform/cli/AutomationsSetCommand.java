package dev.pharos.platform.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pharos automations set}. */
@Command(
    name = "set",
    description = "Makes or changes a rule; it looks at events that come from now on.",
    footerHeading = "%nExample:%n",
    footer = "  pharos automations set retrain retrain.json")
final class AutomationsSetCommand implements Runnable {
  private final Surroundings surroundings;

  @Mixin private AutomationName automation;

  @Parameters(index = "1", paramLabel = "FILE", description = "The rule as a JSON document.")
  private Path file;

  @Mixin private Connection connection;
  @Mixin private Output output;

  AutomationsSetCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var answer = connection.client().put(automation.path(), RuleFile.read(file));
    if (output.json()) {
      output.print(answer.body());
    } else {
      surroundings.say("automation %s is set".formatted(automation.name()));
    }
  }
}
