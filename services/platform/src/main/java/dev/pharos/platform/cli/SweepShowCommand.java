package dev.pharos.platform.cli;

import dev.pharos.platform.client.Sweep;
import dev.pharos.platform.terminal.Table;
import dev.pharos.platform.terminal.Words;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pharos sweep show}. */
@Command(
    name = "show",
    description = "Shows a sweep: its best trial, its rungs, its trials.",
    footerHeading = "%nExamples:%n",
    footer = {"  pharos sweep show last", "  pharos sweep show last --json | jq .best"})
final class SweepShowCommand implements Runnable {
  private static final int MOST_TRIALS = 1_000;

  private final Surroundings surroundings;

  @Mixin private SweepChoice choice;
  @Mixin private Connection connection;
  @Mixin private Output output;

  SweepShowCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var client = connection.client();
    var path = choice.path(client);
    var answer = client.get(path);
    if (output.json()) {
      output.print(answer.body());
      return;
    }
    show(answer.as(Sweep.class));
    trials(Pages.all(client, path + "/trials", Map.of(), MOST_TRIALS, Sweep.Trial.class));
  }

  private void show(Sweep sweep) {
    line("sweep", sweep.id());
    line("name", sweep.name());
    line("state", sweep.state() + (sweep.reason() == null ? "" : ": " + sweep.reason()));
    line("method", EnumName.of(sweep.method()));
    line("progress", SweepReport.progress(sweep));
    if (sweep.best() != null) {
      line("best", SweepReport.best(sweep, sweep.best()));
    }
    if (sweep.version() != null) {
      line("model", sweep.register() + "@" + sweep.version());
    }
    sweep
        .rungs()
        .forEach(rung -> line("rung", "after %d: %d trials".formatted(rung.time(), rung.trials())));
    sweep
        .importance()
        .forEach(
            weight ->
                line(
                    "weight",
                    "%s %s"
                        .formatted(
                            SweepReport.shortName(weight.parameter()),
                            Words.percent(weight.share()))));
    line("created", Words.time(sweep.createdAt()));
  }

  private void trials(List<Sweep.Trial> trials) {
    var table = new Table("TRIAL", "STATE", "EPOCH", "VALUE", "PARAMETERS");
    trials.forEach(
        trial ->
            table.row(
                trial.number(),
                trial.state(),
                trial.epoch(),
                trial.value() == null ? null : Words.value(trial.value()),
                SweepReport.values(trial.values())));
    surroundings.say("");
    table.lines().forEach(surroundings::say);
  }

  private void line(String name, Object value) {
    surroundings.say("%-11s %s".formatted(name, value));
  }
}
