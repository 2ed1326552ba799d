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
    description = "Lists runs, newest first unless sorted otherwise.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos runs",
      "  pharos runs --state FAILED --limit 5",
      "  pharos runs --search lenet5 --sort test/top1-error --limit 10",
      "  pharos runs --json | jq -r '.[].id'"
    })
final class RunsCommand implements Runnable {
  /** Which end of a list comes first. */
  enum Order {
    ASC,
    DESC;

    @Override
    public String toString() {
      return EnumName.of(this);
    }
  }

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
      names = "--search",
      paramLabel = "TEXT",
      description =
          "Only those with TEXT in their name, network, data set, experiment, team, id or a tag.")
  private String text;

  @Option(
      names = "--sort",
      paramLabel = "KEY",
      description =
          "By created (the default), name, state or a metric such as test/top1-error: the newest and"
              + " the lowest first, runs without the metric last.")
  private String sort;

  @Option(names = "--order", paramLabel = "ORDER", description = "asc or desc, to say otherwise.")
  private Order order;

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
    var table =
        new Table(
            "ID", "NAME", "STATE", "EPOCH", "LOSS", "VALIDATION ERROR", "TEST ERROR", "CREATED");
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
                Words.percent(run.metric("test/top1-error")),
                Words.time(run.createdAt())));
    table.lines().forEach(surroundings::say);
  }

  private Map<String, Object> query() {
    var query = new HashMap<String, Object>();
    query.put("experiment", experiment);
    query.put("state", state);
    query.put("network", network);
    query.put("dataset", dataset);
    query.put("text", text);
    query.put("sort", sort);
    query.put("order", order);
    return query;
  }
}
