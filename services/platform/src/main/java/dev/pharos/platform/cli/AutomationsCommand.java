package dev.pharos.platform.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pharos automations}. */
@Command(
    name = "automations",
    description = "Shows, tries and changes rules that act on events.",
    subcommands = {
      AutomationsListCommand.class,
      AutomationsShowCommand.class,
      AutomationsSetCommand.class,
      AutomationsTryCommand.class,
      AutomationsSwitchCommand.Enable.class,
      AutomationsSwitchCommand.Disable.class,
      AutomationsHistoryCommand.class,
      AutomationsRemoveCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos automations try retrain.json",
      "  pharos automations set retrain retrain.json",
      "  pharos automations history retrain"
    })
final class AutomationsCommand implements Runnable {
  static final String PATH = "/v1/automations";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "what about automations? " + PharosCommand.names(spec));
  }
}
