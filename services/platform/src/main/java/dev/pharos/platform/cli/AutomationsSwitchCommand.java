package dev.pharos.platform.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pharos automations enable} and {@code disable}. */
abstract class AutomationsSwitchCommand implements Runnable {
  private final Surroundings surroundings;
  private final boolean enabled;

  @Mixin private AutomationName automation;
  @Mixin private Connection connection;

  AutomationsSwitchCommand(Surroundings surroundings, boolean enabled) {
    this.surroundings = surroundings;
    this.enabled = enabled;
  }

  @Override
  public void run() {
    var client = connection.client();
    var rule = (ObjectNode) client.get(automation.path()).body().path("rule");
    client.put(automation.path(), rule.put("enabled", enabled));
    surroundings.say(
        "automation %s is %s".formatted(automation.name(), enabled ? "enabled" : "disabled"));
  }

  /** Lets a rule act. */
  @Command(
      name = "enable",
      description = "Lets a rule act on events that come from now on.",
      footerHeading = "%nExample:%n",
      footer = "  pharos automations enable retrain")
  static final class Enable extends AutomationsSwitchCommand {
    Enable(Surroundings surroundings) {
      super(surroundings, true);
    }
  }

  /** Lets a rule rest. */
  @Command(
      name = "disable",
      description = "Keeps a rule from acting.",
      footerHeading = "%nExample:%n",
      footer = "  pharos automations disable retrain")
  static final class Disable extends AutomationsSwitchCommand {
    Disable(Surroundings surroundings) {
      super(surroundings, false);
    }
  }
}
