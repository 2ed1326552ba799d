package dev.pharos.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.platform.client.TrialResult;
import dev.pharos.platform.terminal.Table;
import dev.pharos.platform.terminal.Words;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pharos automations try}. */
@Command(
    name = "try",
    description = "Tells what a rule would make of past events; nothing happens.",
    footerHeading = "%nExample:%n",
    footer = "  pharos automations try retrain.json --limit 50")
final class AutomationsTryCommand implements Runnable {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "FILE", description = "The rule as a JSON document.")
  private Path file;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "The newest events of its type, 1 to 200 (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Mixin private Connection connection;
  @Mixin private Output output;

  AutomationsTryCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var path = "/v1/automation-trials?limit=" + limit;
    var answer = connection.client().post(path, RuleFile.read(file));
    if (output.json()) {
      output.print(answer.items(JsonNode.class));
      return;
    }
    var results = answer.items(TrialResult.class);
    if (results.isEmpty()) {
      surroundings.remark("There were no such events lately.");
      return;
    }
    var table = new Table("EVENT", "AT", "WOULD");
    results.forEach(result -> table.row(result.id(), Words.time(result.time()), result.words()));
    table.lines().forEach(surroundings::say);
  }
}
