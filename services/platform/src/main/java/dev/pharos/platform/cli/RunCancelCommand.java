package dev.pharos.platform.cli;

import dev.pharos.platform.client.Run;
import java.util.HashMap;
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

  @Option(names = "--force", description = "End it at once, without waiting for its worker.")
  private boolean force;

  @Mixin private RunChoice choice;
  @Mixin private Connection connection;
  @Mixin private Output output;

  RunCancelCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var client = connection.client();
    Map<String, Object> body = new HashMap<>();
    if (force) {
      body.put("force", true);
    }
    if (reason != null) {
      body.put("reason", reason);
    }
    var answer = client.post(choice.path(client) + "/cancel", body);
    if (output.json()) {
      output.print(answer.body());
    } else {
      surroundings.say("asked run %s to end".formatted(answer.as(Run.class).id()));
    }
  }
}
