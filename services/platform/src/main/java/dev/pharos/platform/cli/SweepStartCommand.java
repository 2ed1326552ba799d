package dev.pharos.platform.cli;

import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pharos sweep start}. */
@Command(
    name = "start",
    description = "Submits a sweep: the options of 'pharos train', and what varies.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos sweep start --network lenet5 --dataset digits --epochs 3 --method grid",
      "      --vary batchSize=32,64 --vary learningRate=0.0001..0.1:log:count=4 --watch",
      "  pharos sweep start --network lenet5 --dataset digits --epochs 9 --method asha --trials 27",
      "      --vary learningRate=0.0001..0.1:log --vary network.settings.activation=tanh,relu",
      "      --register digits"
    })
final class SweepStartCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private SweepOptions sweep;
  @Mixin private JobOptions job;

  @Option(
      names = "--watch",
      description = "Show the progress and end with the sweep: exit code 1 if it fails.")
  private boolean watch;

  @Mixin private Connection connection;
  @Mixin private Output output;

  SweepStartCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    var client = connection.client();
    var answer = client.post("/v1/sweeps", sweep.spec(job.spec()), UUID.randomUUID().toString());
    new SweepSubmission(surroundings, client, output).told(answer, watch);
    return 0;
  }
}
