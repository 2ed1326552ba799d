package dev.pharos.platform.cli;

import dev.pharos.platform.client.Run;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pharos run resume}. */
@Command(
    name = "resume",
    description = "Lets a paused run go on from its checkpoint.",
    footerHeading = "%nExample:%n",
    footer = "  pharos run resume last")
final class RunResumeCommand implements Runnable {
  private final Surroundings surroundings;

  @Mixin private RunChoice choice;
  @Mixin private Connection connection;
  @Mixin private Output output;

  RunResumeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var client = connection.client();
    var answer = client.post(choice.path(client) + "/resume", Map.of());
    if (output.json()) {
      output.print(answer.body());
    } else {
      surroundings.say("run %s queues again".formatted(answer.as(Run.class).id()));
    }
  }
}
