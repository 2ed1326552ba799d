package dev.pharos.platform.cli;

import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.RunState;
import dev.pharos.platform.client.Answer;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.ProblemException;
import dev.pharos.platform.client.Run;
import dev.pharos.platform.client.Uris;
import dev.pharos.platform.terminal.Words;
import dev.pharos.platform.watch.RunWatch;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pharos train}. */
@Command(
    name = "train",
    description = "Submits a training job.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos train --network lenet5 --dataset digits --epochs 3 --watch",
      "  pharos train --network lenet5 --dataset digits@2 --optimizer sgd --lr 0.05 --register digits",
      "  pharos train --network alexnet --dataset photos --recipe alexnet-paper --epochs 30 --no-cuda",
      "  pharos train --network resnet18 --dataset photos --schedule cosine --warmup-epochs 2",
      "      --label-smoothing 0.1 --early-stopping 5",
      "  pharos train --network lenet5 --dataset letters --recipe fine-tune",
      "      --start-from digits@champion --freeze-up-to s4",
      "  pharos train --dataset digits --input 28x28x1",
      "      --pattern 'INPUT -> CONV(5x5,8) -> RELU -> POOL(2x2/2) -> FC(classes)'"
    })
final class TrainCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private JobOptions job;

  @Option(
      names = "--watch",
      description = "Show the progress and end with the run: exit code 1 if it fails.")
  private boolean watch;

  @Mixin private Connection connection;
  @Mixin private Output output;

  TrainCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    var client = connection.client();
    JobSpec spec = job.spec();
    var answer = submit(client, spec);
    var run = answer.as(Run.class);
    if (!watch) {
      print(answer, run);
      return 0;
    }
    surroundings.remark("run %s: %s".formatted(run.id(), run.name()));
    return follow(client, run);
  }

  private static Answer submit(PharosClient client, JobSpec spec) {
    try {
      return client.post("/v1/jobs", spec, UUID.randomUUID().toString());
    } catch (ProblemException e) {
      throw e.pointingAt("network.settings.pattern", spec.network().settings().get("pattern"));
    }
  }

  private void print(Answer answer, Run run) {
    if (output.json()) {
      output.print(answer.body());
    } else {
      surroundings.say(String.valueOf(run.id()));
      surroundings.remark(
          "submitted %s; 'pharos run show %s' tells how far it is".formatted(run.name(), run.id()));
    }
  }

  private int follow(PharosClient client, Run submitted) throws InterruptedException {
    var run = new RunWatch(client, surroundings.terminal()).toEnd(submitted.id());
    if (output.json()) {
      output.print(client.get("/v1/runs/" + Uris.segment(run.id())).body());
    } else if (run.state() == RunState.SUCCEEDED) {
      surroundings.say(success(run));
    }
    if (run.state() != RunState.SUCCEEDED) {
      throw new CommandFailure(
          "run %s %s%s"
              .formatted(
                  run.id(),
                  run.state() == RunState.FAILED ? "failed" : "was cancelled",
                  run.reason() == null ? "" : ": " + run.reason()));
    }
    return 0;
  }

  private static String success(Run run) {
    var error = Words.percent(run.metric("test/top1-error"));
    return "run %s succeeded: test error %s%s"
        .formatted(
            run.id(),
            error,
            run.model() == null
                ? ""
                : ", model %s@%d".formatted(run.model().name(), run.model().version()));
  }
}
