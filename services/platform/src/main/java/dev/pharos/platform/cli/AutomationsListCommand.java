package dev.pharos.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.platform.client.Automation;
import dev.pharos.platform.terminal.Table;
import dev.pharos.platform.terminal.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pharos automations list}. */
@Command(
    name = "list",
    description = "Lists rules by name.",
    footerHeading = "%nExample:%n",
    footer = "  pharos automations list")
final class AutomationsListCommand implements Runnable {
  private final Surroundings surroundings;

  @Mixin private Connection connection;
  @Mixin private Output output;

  AutomationsListCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var answer = connection.client().get(AutomationsCommand.PATH);
    if (output.json()) {
      output.print(answer.items(JsonNode.class));
      return;
    }
    var automations = answer.items(Automation.class);
    if (automations.isEmpty()) {
      surroundings.remark("There are no rules.");
      return;
    }
    var table = new Table("NAME", "ON", "WHEN", "ENABLED", "LAST DAY", "LAST", "ERROR");
    automations.forEach(
        one ->
            table.row(
                one.name(),
                one.rule().on().type(),
                one.rule().when(),
                one.rule().enabled() ? "yes" : "no",
                one.firings(),
                Words.time(one.lastFiredAt()),
                one.lastError()));
    table.lines().forEach(surroundings::say);
  }
}
