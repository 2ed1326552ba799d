package dev.pharos.platform.cli;

import dev.pharos.contracts.job.Comparison;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.RunState;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.Run;
import dev.pharos.platform.terminal.Words;
import dev.pharos.platform.watch.RunWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pharos compare}. */
@Command(
    name = "compare",
    description = {
      "Submits an experiment of several runs that differ in one thing, and says where their curves",
      "can be seen in one chart."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos compare relu-tanh --network lenet5 --dataset digits --epochs 10 --watch",
      "  pharos compare lrn --network alexnet-single --dataset photos --recipe alexnet-paper",
      "  pharos compare augmentation --network nin --dataset photos --epochs 30"
    })
final class CompareCommand implements Callable<Integer> {
  /** The training error at which the AlexNet paper compares rectifiers with tanh. */
  private static final double FIGURE_1 = 0.25;

  private static final String TRAINING_ERROR = "train/top1-error";

  private final Surroundings surroundings;

  @Parameters(
      index = "0",
      paramLabel = "COMPARISON",
      description = "relu-tanh, lrn, overlapping-pooling, dropout or augmentation.")
  private Comparison comparison;

  @Mixin private JobOptions job;

  @Option(names = "--watch", description = "Wait for all runs, and say how they compare.")
  private boolean watch;

  @Mixin private Connection connection;
  @Mixin private Output output;

  CompareCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * What is said of a run.
   *
   * @param epochsTo25 the first epoch with a training error of at most 25%, as in the AlexNet
   *     paper's figure 1; null when none had
   */
  record Compared(
      String variant,
      UUID run,
      RunState state,
      Integer epochsTo25,
      Double trainingError,
      Double validationError,
      Double testError) {}

  @Override
  public Integer call() throws InterruptedException {
    var client = connection.client();
    var runs = new ArrayList<Run>();
    for (JobSpec spec : comparison.jobs(job.spec())) {
      runs.add(client.post("/v1/jobs", spec, UUID.randomUUID().toString()).as(Run.class));
    }
    var chart =
        client.server()
            + runs.stream()
                .map(run -> "run=" + run.id())
                .collect(Collectors.joining("&", "/compare?", ""));
    if (!watch) {
      if (output.json()) {
        output.print(runs);
      } else {
        runs.forEach(run -> surroundings.say(String.valueOf(run.id())));
        surroundings.remark("their curves: " + chart);
      }
      return 0;
    }
    surroundings.remark("their curves: " + chart);
    return toEnd(client, runs);
  }

  private int toEnd(PharosClient client, List<Run> runs) throws InterruptedException {
    var compared = new ArrayList<Compared>();
    for (int i = 0; i < runs.size(); i++) {
      var ended = new RunWatch(client, surroundings.terminal()).toEnd(runs.get(i).id());
      compared.add(compared(client, comparison.variants().get(i).name(), ended));
    }
    if (output.json()) {
      output.print(compared);
    } else {
      print(compared);
    }
    return compared.stream().allMatch(one -> one.state() == RunState.SUCCEEDED)
        ? 0
        : Failures.FAILED;
  }

  private static Compared compared(PharosClient client, String variant, Run run) {
    var epochs = epochsTo(client, run, FIGURE_1);
    return new Compared(
        variant,
        run.id(),
        run.state(),
        epochs.isPresent() ? epochs.getAsInt() : null,
        run.metric(TRAINING_ERROR),
        run.metric("validation/top1-error"),
        run.metric("test/top1-error"));
  }

  private static OptionalInt epochsTo(PharosClient client, Run run, double error) {
    var history =
        client.get("/v1/runs/" + run.id() + "/metrics", Map.of("name", TRAINING_ERROR)).body();
    for (var point : history.at("/series/0/points")) {
      if (point.path("value").isNumber() && point.path("value").asDouble() <= error) {
        return OptionalInt.of(point.path("epoch").asInt());
      }
    }
    return OptionalInt.empty();
  }

  private void print(List<Compared> compared) {
    var row = "%-14s %-9s %14s %9s %11s %9s";
    surroundings.say(row.formatted("", "state", "epochs to 25%", "training", "validation", "test"));
    for (var one : compared) {
      surroundings.say(
          row.formatted(
              one.variant(),
              one.state().name().toLowerCase(Locale.ROOT),
              one.epochsTo25() == null ? "-" : one.epochsTo25(),
              Words.percent(one.trainingError()),
              Words.percent(one.validationError()),
              Words.percent(one.testError())));
    }
  }
}
