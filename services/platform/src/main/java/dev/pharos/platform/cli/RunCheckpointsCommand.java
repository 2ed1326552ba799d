package dev.pharos.platform.cli;

import dev.pharos.platform.client.Checkpoints;
import dev.pharos.platform.terminal.Table;
import dev.pharos.platform.terminal.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pharos run checkpoints}. */
@Command(
    name = "checkpoints",
    description = "Lists the checkpoints that a run has kept, and why.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos run checkpoints last",
      "  pharos run checkpoints last --json | jq '.items[0].step'"
    })
final class RunCheckpointsCommand implements Runnable {
  private final Surroundings surroundings;

  @Mixin private RunChoice choice;
  @Mixin private Connection connection;
  @Mixin private Output output;

  RunCheckpointsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var client = connection.client();
    var answer = client.get(choice.path(client) + "/checkpoints");
    if (output.json()) {
      output.print(answer.body());
    } else {
      show(answer.as(Checkpoints.class));
    }
  }

  private void show(Checkpoints checkpoints) {
    if (checkpoints.items().isEmpty()) {
      surroundings.remark("The run has kept no checkpoint yet.");
      return;
    }
    var table = new Table("EPOCH", "STEP", checkpoints.metric(), "SIZE", "KEPT", "CREATED");
    for (var each : checkpoints.items()) {
      var measured = each.metrics().get(checkpoints.metric());
      table.row(
          each.epoch(),
          Words.count(each.step()),
          measured == null ? null : Words.value(measured),
          Words.bytes(each.size()),
          each.kept().isEmpty() ? null : String.join(", ", each.kept()),
          Words.time(each.createdAt()));
    }
    table.lines().forEach(surroundings::say);
  }
}
