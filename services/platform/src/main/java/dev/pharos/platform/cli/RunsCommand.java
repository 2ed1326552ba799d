package dev.pharos.platform.cli;

import dev.pharos.contracts.job.RunState;
import dev.pharos.platform.client.Run;
import dev.pharos.platform.terminal.Table;
import dev.pharos.platform.terminal.Words;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pharos runs}. */
@Command(
    name = "runs",
    description = "Lists runs, newest first.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos runs",
      "  pharos runs --state FAILED --limit 5",
      "  pharos runs --json | jq -r '.[].id'"
    })
final class RunsCommand implements Runnable {
  private final Surroundings surroundings;

  @Option(names = "--experiment", paramLabel = "NAME", description = "Only those of an experiment.")
  private String experiment;

  @Option(names = "--state", description = "Only those in a state: ${COMPLETION-CANDIDATES}.")
  private RunState state;

  @Option(names = "--network", paramLabel = "NAME", description = "Only those of a network.")
  private String network;

  @Option(names = "--dataset", paramLabel = "NAME", description = "Only those on a data set.")
  private String dataset;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Mixin private Connection connection;
  @Mixin private Output output;

  RunsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var client = connection.client();
    if (output.json()) {
      output.print(Pages.documents(client, "/v1/runs", query(), limit));
      return;
    }
    var runs = Pages.all(client, "/v1/runs", query(), limit, Run.class);
    if (runs.isEmpty()) {
      surroundings.remark(
          "No such runs. 'pharos train --network lenet5 --dataset NAME' makes one.");
      return;
    }
    var table = new Table("ID", "NAME", "STATE", "EPOCH", "LOSS", "VALIDATION ERROR", "CREATED");
    runs.forEach(
        run ->
            table.row(
                run.id(),
                run.name(),
                run.state(),
                run.progress() == null
                    ? null
                    : run.progress().epoch() + "/" + run.progress().epochs(),
                Words.value(run.metric("train/loss")),
                Words.percent(run.metric("validation/top1-error")),
                Words.time(run.createdAt())));
    table.lines().forEach(surroundings::say);
  }

  private Map<String, Object> query() {
    var query = new HashMap<String, Object>();
    query.put("experiment", experiment);
    query.put("state", state);
    query.put("network", network);
    query.put("dataset", dataset);
    return query;
  }
}
