package dev.pharos.platform.cli;

import dev.pharos.platform.client.Firing;
import dev.pharos.platform.terminal.Table;
import dev.pharos.platform.terminal.Words;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pharos automations history}. */
@Command(
    name = "history",
    description = "Lists what a rule did, newest first.",
    footerHeading = "%nExample:%n",
    footer = "  pharos automations history retrain")
final class AutomationsHistoryCommand implements Runnable {
  private final Surroundings surroundings;

  @Mixin private AutomationName automation;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Mixin private Connection connection;
  @Mixin private Output output;

  AutomationsHistoryCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var client = connection.client();
    var path = automation.path() + "/firings";
    if (output.json()) {
      output.print(Pages.documents(client, path, Map.of(), limit));
      return;
    }
    var firings = Pages.all(client, path, Map.of(), limit, Firing.class);
    if (firings.isEmpty()) {
      surroundings.remark("It has not acted yet.");
      return;
    }
    var table = new Table("AT", "ON", "STATE", "WHAT");
    firings.forEach(
        firing ->
            table.row(
                Words.time(firing.firedAt()),
                firing.eventType(),
                firing.state().toLowerCase(Locale.ROOT),
                firing.detail()));
    table.lines().forEach(surroundings::say);
  }
}
