package dev.pharos.platform.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.platform.terminal.Table;
import dev.pharos.platform.terminal.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pharos dlt list}. */
@Command(
    name = "list",
    description = "Lists messages that could not be processed, newest first.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos dlt list",
      "  pharos dlt list --topic job.commands --since 1h",
      "  pharos dlt list --json | jq -r '.[].reason'"
    })
final class DltListCommand implements Runnable {
  private static final int REASON_WIDTH = 80;

  private final Surroundings surroundings;

  @Mixin private DltFilter filter;
  @Mixin private Connection connection;
  @Mixin private Output output;

  DltListCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var client = connection.client();
    if (output.json()) {
      output.print(client.get(DltFilter.PATH, filter.query()).items(JsonNode.class));
      return;
    }
    var letters = filter.letters(client);
    if (letters.isEmpty()) {
      surroundings.remark("No such dead letters: every message was processed.");
      return;
    }
    var table = new Table("ID", "AT", "KEY", "TYPE", "SENT BACK", "REASON");
    letters.forEach(
        letter ->
            table.row(
                letter.id(),
                Words.time(letter.at()),
                letter.key(),
                letter.type(),
                Words.time(letter.replayedAt()),
                firstLine(letter.reason())));
    table.lines().forEach(surroundings::say);
  }

  private static String firstLine(String reason) {
    if (reason == null) {
      return null;
    }
    var line = reason.lines().findFirst().orElse("");
    return line.length() <= REASON_WIDTH ? line : line.substring(0, REASON_WIDTH - 1) + "…";
  }
}
