package dev.pharos.platform.cli;

import dev.pharos.platform.client.Run;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pharos run pause}. */
@Command(
    name = "pause",
    description = "Sets a run aside, after a checkpoint, until it is resumed.",
    footerHeading = "%nExample:%n",
    footer = "  pharos run pause last")
final class RunPauseCommand implements Runnable {
  private final Surroundings surroundings;

  @Mixin private RunChoice choice;
  @Mixin private Connection connection;
  @Mixin private Output output;

  RunPauseCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var client = connection.client();
    var answer = client.post(choice.path(client) + "/pause", Map.of());
    if (output.json()) {
      output.print(answer.body());
    } else {
      surroundings.say("asked run %s to pause".formatted(answer.as(Run.class).id()));
    }
  }
}
