package dev.pharos.platform.cli;

import dev.pharos.platform.client.Run;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pharos run cancel}. */
@Command(
    name = "cancel",
    description = "Asks for a run to end.",
    footerHeading = "%nExample:%n",
    footer = "  pharos run cancel last --reason 'wrong data set'")
final class RunCancelCommand implements Runnable {
  private final Surroundings surroundings;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for others to read.")
  private String reason;

  @Mixin private RunChoice choice;
  @Mixin private Connection connection;
  @Mixin private Output output;

  RunCancelCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var client = connection.client();
    var answer =
        client.post(
            choice.path(client) + "/cancel", reason == null ? Map.of() : Map.of("reason", reason));
    if (output.json()) {
      output.print(answer.body());
    } else {
      surroundings.say("asked run %s to end".formatted(answer.as(Run.class).id()));
    }
  }
}
