package dev.pharos.platform.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pharos up}. */
@Command(
    name = "up",
    description = {
      "Starts the platform on this machine: Kafka, PostgreSQL, the services and the dashboard.",
      "It runs until Ctrl-C; a run under way is checkpointed and goes on at the next start."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pharos up",
      "  pharos up --data /srv/pharos --port 8888",
      "  PHAROS_API_TOKEN=secret pharos up --set experiment-registry.http.host=0.0.0.0"
    })
final class UpCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private PlatformFlags flags;

  UpCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    var session = new PlatformSession(surroundings);
    session.open(flags.options());
    surroundings.say("Ctrl-C ends it; what runs then goes on at the next start.");
    return session.untilEnd();
  }
}
