package dev.pharos.platform.cli;

import dev.pharos.contracts.job.Otherwise;
import dev.pharos.contracts.job.WaitFor;
import dev.pharos.platform.client.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pharos queue wait}. */
@Command(
    name = "wait",
    description = "Lets a run that waits wait for these things and for nothing else.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos queue wait last --after 0198c2f4-7a51-7c0e-9d7e-2f4f5c1d9a10",
      "  pharos queue wait last                             for nothing"
    })
final class QueueWaitCommand implements Runnable {
  private final Surroundings surroundings;

  @Mixin private RunChoice choice;

  @Option(names = "--start-after", paramLabel = "TIME", description = "Start no earlier.")
  private Instant time;

  @Option(
      names = "--after",
      paramLabel = "RUN",
      description = "Start when this run has succeeded. Repeatable.")
  private List<UUID> runs = new ArrayList<>();

  @Option(
      names = "--otherwise",
      paramLabel = "WHAT",
      defaultValue = "skip",
      description = "When one does not: skip, fail or start (default: ${DEFAULT-VALUE}).")
  private Otherwise otherwise;

  @Mixin private Connection connection;
  @Mixin private Output output;

  QueueWaitCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var client = connection.client();
    var answer = client.put(choice.path(client) + "/wait-for", new WaitFor(time, runs, otherwise));
    if (output.json()) {
      output.print(answer.body());
      return;
    }
    var waiting = answer.as(Waiting.class);
    surroundings.say(
        waiting.reason() == null
            ? "run %s waits for nothing but a worker".formatted(waiting.run().id())
            : "run %s %s".formatted(waiting.run().id(), waiting.reason()));
  }
}
