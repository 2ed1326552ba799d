package dev.pharos.platform.cli;

import dev.pharos.platform.client.DeadLetter;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.ProblemException;
import dev.pharos.platform.client.Uris;
import dev.pharos.platform.terminal.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pharos dlt replay}. */
@Command(
    name = "replay",
    description = {
      "Sends messages back to the topic where they could not be processed, each once.",
      "Name them, or choose those of a topic or a time that were not sent back yet."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos dlt replay job.commands-0-17",
      "  pharos dlt replay --topic run.metrics --since 2h --limit 500"
    })
final class DltReplayCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Ids as 'pharos dlt list' shows them.")
  private List<String> ids = new ArrayList<>();

  @Mixin private DltFilter filter;
  @Mixin private Connection connection;
  @Spec private CommandSpec spec;

  DltReplayCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (ids.isEmpty() != filter.narrows()) {
      throw new ParameterException(
          spec.commandLine(), "name letters, or choose with --topic, --since or --until");
    }
    var client = connection.client();
    var failed = 0;
    // The oldest first, as they came.
    var chosen = ids.isEmpty() ? chosen(client) : ids;
    for (var id : chosen) {
      failed += sendBack(client, id) ? 0 : 1;
    }
    surroundings.remark("%s sent back".formatted(Words.plural(chosen.size() - failed, "message")));
    return failed == 0 ? 0 : 1;
  }

  private List<String> chosen(PharosClient client) {
    var chosen = new ArrayList<String>();
    for (var letter : filter.letters(client)) {
      if (letter.replayedAt() == null) {
        chosen.add(0, letter.id());
      }
    }
    return chosen;
  }

  private boolean sendBack(PharosClient client, String id) {
    try {
      var letter =
          client
              .post(DltFilter.PATH + "/" + Uris.segment(id) + "/replay", Map.of())
              .as(DeadLetter.class);
      surroundings.say(letter.id() + " is on " + letter.topic() + " again");
      return true;
    } catch (ProblemException e) {
      surroundings.remark(id + ": " + e.getMessage());
      return false;
    }
  }
}
