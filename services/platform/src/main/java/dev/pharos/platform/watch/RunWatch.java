package dev.pharos.platform.watch;

import dev.pharos.contracts.job.RunState;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.Run;
import dev.pharos.platform.client.UnreachableException;
import dev.pharos.platform.terminal.ProgressDisplay;
import dev.pharos.platform.terminal.Terminal;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/** Follows a run to its end and shows how far it is. */
public final class RunWatch {
  private static final Duration INTERVAL = Duration.ofMillis(300);

  private final PharosClient client;
  private final Terminal terminal;

  public RunWatch(PharosClient client, Terminal terminal) {
    this.client = client;
    this.terminal = terminal;
  }

  /**
   * Waits for the end of a run.
   *
   * @return the run as it ended
   * @throws UnreachableException if the platform stays away
   */
  public Run toEnd(UUID id) throws InterruptedException {
    try (var display = ProgressDisplay.on(terminal, "training")) {
      return new Following<>(
              () -> client.get("/v1/runs/" + id).as(Run.class),
              run -> run.state().ended(),
              RunWatch::show)
          .toEnd(display, INTERVAL);
    }
  }

  private static void show(ProgressDisplay display, Run run) {
    var progress = run.progress();
    if (progress != null && (run.state() == RunState.RUNNING || run.state().ended())) {
      display.update(progress.step(), progress.steps(), RunProgress.words(run));
    } else {
      var reason = run.reason() == null ? "" : ": " + run.reason();
      display.update(0, 0, run.state().name().toLowerCase(Locale.ROOT) + reason);
    }
  }
}
