package dev.pharos.platform.cli;

import dev.pharos.platform.client.Run;
import dev.pharos.platform.terminal.Words;
import dev.pharos.platform.watch.RunProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pharos run show}. */
@Command(
    name = "show",
    description = "Shows a run: state, progress, metrics.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos run show last",
      "  pharos run show last --json | jq '.metrics[\"test/top1-error\"]'"
    })
final class RunShowCommand implements Runnable {
  private final Surroundings surroundings;

  @Mixin private RunChoice choice;
  @Mixin private Connection connection;
  @Mixin private Output output;

  RunShowCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    var client = connection.client();
    var answer = client.get(choice.path(client));
    if (output.json()) {
      output.print(answer.body());
    } else {
      show(answer.as(Run.class));
    }
  }

  private void show(Run run) {
    line("run", run.id());
    line("name", run.name());
    line("experiment", run.experiment());
    line("state", run.state() + (run.reason() == null ? "" : ": " + run.reason()));
    line("team", run.team());
    line("priority", run.priority());
    if (run.queue() != null && run.queue().position() != null) {
      var start = run.queue().estimatedStart();
      line(
          "queue",
          "number %d%s"
              .formatted(
                  run.queue().position(),
                  start == null ? "" : ", starts about " + Words.time(start)));
    }
    line("network", run.network());
    line("data set", run.dataset().name() + "@" + run.dataset().version());
    line("attempt", run.attempt());
    if (run.progress() != null) {
      line("progress", RunProgress.words(run));
    }
    line("created", Words.time(run.createdAt()));
    if (run.startedAt() != null) {
      var until = run.endedAt() == null ? Instant.now() : run.endedAt();
      line("took", Words.clock(Duration.between(run.startedAt(), until)));
    }
    if (run.model() != null) {
      line("model", run.model().name() + "@" + run.model().version());
    }
    new TreeMap<>(run.metrics())
        .forEach(
            (name, value) -> surroundings.say("  %-24s %s".formatted(name, Words.value(value))));
  }

  private void line(String name, Object value) {
    surroundings.say("%-11s %s".formatted(name, value));
  }
}
