package dev.pharos.platform.cli;

import dev.pharos.platform.client.Sweep;
import dev.pharos.platform.terminal.Table;
import dev.pharos.platform.terminal.Words;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pharos sweep list}. */
@Command(
    name = "list",
    description = "Lists sweeps, newest first.",
    footerHeading = "%nExample:%n",
    footer = "  pharos sweep list --limit 5")
final class SweepListCommand implements Runnable {
  private final Surroundings surroundings;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Mixin private Connection connection;
  @Mixin private Output output;

  SweepListCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var client = connection.client();
    if (output.json()) {
      output.print(Pages.documents(client, "/v1/sweeps", Map.of(), limit));
      return;
    }
    var sweeps = Pages.all(client, "/v1/sweeps", Map.of(), limit, Sweep.class);
    if (sweeps.isEmpty()) {
      surroundings.remark("No sweeps yet. 'pharos sweep start' makes one.");
      return;
    }
    var table = new Table("ID", "NAME", "STATE", "METHOD", "TRIALS", "BEST", "CREATED");
    sweeps.forEach(
        sweep ->
            table.row(
                sweep.id(),
                sweep.name(),
                sweep.state(),
                EnumName.of(sweep.method()),
                sweep.ended() + "/" + sweep.size(),
                sweep.best() == null ? null : Words.value(sweep.best().value()),
                Words.time(sweep.createdAt())));
    table.lines().forEach(surroundings::say);
  }
}
