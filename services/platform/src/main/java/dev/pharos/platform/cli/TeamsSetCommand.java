package dev.pharos.platform.cli;

import dev.pharos.platform.client.Uris;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pharos teams set}. */
@Command(
    name = "set",
    description = "Makes a team, or changes what it may have; what is not said is the default.",
    footerHeading = "%nExample:%n",
    footer = "  pharos teams set vision --share 2 --max-devices 8 --max-queued 100")
final class TeamsSetCommand implements Runnable {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "NAME", description = "The team.")
  private String name;

  @Option(
      names = "--share",
      paramLabel = "X",
      defaultValue = "1",
      description = "Its part, in proportion to other teams' shares (default: ${DEFAULT-VALUE}).")
  private double share;

  @Option(
      names = "--max-devices",
      paramLabel = "N",
      description = "Slots that its runs may hold at once (default: no limit).")
  private Integer maxDevices;

  @Option(
      names = "--max-queued",
      paramLabel = "N",
      description = "Runs of it that may wait at once (default: no limit).")
  private Integer maxQueued;

  @Mixin private Connection connection;
  @Mixin private Output output;

  TeamsSetCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    Map<String, Object> body = new HashMap<>();
    body.put("share", share);
    if (maxDevices != null) {
      body.put("maxDevices", maxDevices);
    }
    if (maxQueued != null) {
      body.put("maxQueued", maxQueued);
    }
    var answer = connection.client().put(TeamsListCommand.PATH + "/" + Uris.segment(name), body);
    if (output.json()) {
      output.print(answer.body());
    } else {
      surroundings.say("team %s is set".formatted(name));
    }
  }
}
