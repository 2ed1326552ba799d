package dev.pharos.platform.cli;

import dev.pharos.platform.client.Run;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pharos queue priority}. */
@Command(
    name = "priority",
    description = "Gives a run another priority, also one that trains.",
    footerHeading = "%nExample:%n",
    footer = "  pharos queue priority last 10")
final class QueuePriorityCommand implements Runnable {
  private final Surroundings surroundings;

  @Mixin private RunChoice choice;

  @Parameters(index = "1", paramLabel = "N", description = "1 (first) to 99.")
  private int priority;

  @Mixin private Connection connection;
  @Mixin private Output output;

  QueuePriorityCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var client = connection.client();
    var answer = client.put(choice.path(client) + "/priority", Map.of("priority", priority));
    if (output.json()) {
      output.print(answer.body());
    } else {
      surroundings.say("run %s has priority %d now".formatted(answer.as(Run.class).id(), priority));
    }
  }
}
