package dev.pharos.platform.cli;

import dev.pharos.platform.client.Waiting;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pharos queue move}. */
@Command(
    name = "move",
    description = "Moves a run that waits; it takes the priority of where it goes.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos queue move last --first",
      "  pharos queue move last --before 0198c2f4-7a51-7c0e-9d7e-2f4f5c1d9a10"
    })
final class QueueMoveCommand implements Runnable {
  private final Surroundings surroundings;

  @Mixin private RunChoice choice;

  @ArgGroup(multiplicity = "1")
  private Where where;

  @Mixin private Connection connection;
  @Mixin private Output output;

  QueueMoveCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Where it goes. */
  static final class Where {
    @Option(names = "--first", required = true, description = "Before all others.")
    private boolean first;

    @Option(names = "--last", required = true, description = "Behind all others.")
    private boolean last;

    @Option(
        names = "--before",
        required = true,
        paramLabel = "RUN",
        description = "Right before this run.")
    private UUID before;

    @Option(
        names = "--behind",
        required = true,
        paramLabel = "RUN",
        description = "Right behind this run.")
    private UUID behind;

    private Map<String, Object> body() {
      if (first || last) {
        return Map.of("to", first ? "first" : "last");
      }
      return before == null
          ? Map.of("to", "after", "run", behind)
          : Map.of("to", "before", "run", before);
    }
  }

  @Override
  public void run() {
    var client = connection.client();
    var answer = client.put(choice.path(client) + "/place", where.body());
    if (output.json()) {
      output.print(answer.body());
      return;
    }
    var waiting = answer.as(Waiting.class);
    surroundings.say(
        waiting.position() == null
            ? "run %s: %s".formatted(waiting.run().id(), waiting.reason())
            : "run %s is number %d in the queue, with priority %d"
                .formatted(waiting.run().id(), waiting.position(), waiting.run().priority()));
  }
}
