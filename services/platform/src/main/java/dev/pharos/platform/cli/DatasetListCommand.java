package dev.pharos.platform.cli;

import dev.pharos.platform.client.Dataset;
import dev.pharos.platform.terminal.Table;
import dev.pharos.platform.terminal.Words;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pharos dataset list}. */
@Command(
    name = "list",
    description = "Lists the data sets.",
    footerHeading = "%nExamples:%n",
    footer = {"  pharos dataset list", "  pharos dataset list --json | jq -r '.[].name'"})
final class DatasetListCommand implements Runnable {
  private final Surroundings surroundings;

  @Mixin private Connection connection;
  @Mixin private Output output;

  DatasetListCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var client = connection.client();
    if (output.json()) {
      output.print(Pages.documents(client, "/v1/datasets", Map.of(), Integer.MAX_VALUE));
      return;
    }
    var all = Pages.all(client, "/v1/datasets", Map.of(), Integer.MAX_VALUE, Dataset.Summary.class);
    if (all.isEmpty()) {
      surroundings.remark("No data sets yet. 'pharos dataset import PATH --name NAME' makes one.");
      return;
    }
    var table = new Table("NAME", "VERSION", "CREATED");
    all.forEach(each -> table.row(each.name(), each.latest(), Words.time(each.createdAt())));
    table.lines().forEach(surroundings::say);
  }
}
