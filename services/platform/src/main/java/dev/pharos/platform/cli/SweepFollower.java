package dev.pharos.platform.cli;

import dev.pharos.contracts.job.SweepState;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.Sweep;
import dev.pharos.platform.terminal.ProgressDisplay;
import dev.pharos.platform.watch.Following;
import java.time.Duration;

/** Follows a sweep to its end and tells how it went. */
final class SweepFollower {
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final PharosClient client;
  private final Surroundings surroundings;

  SweepFollower(PharosClient client, Surroundings surroundings) {
    this.client = client;
    this.surroundings = surroundings;
  }

  /**
   * Waits for the end and prints it.
   *
   * @throws CommandFailure if the sweep did not succeed
   */
  void follow(String path, Output output) throws InterruptedException {
    var sweep = toEnd(path);
    if (output.json()) {
      output.print(client.get(path).body());
    } else if (sweep.best() != null) {
      surroundings.say("best " + SweepReport.best(sweep, sweep.best()));
      if (sweep.version() != null) {
        surroundings.say("model %s@%d".formatted(sweep.register(), sweep.version()));
      }
    }
    if (sweep.state() != SweepState.SUCCEEDED) {
      throw new CommandFailure(
          "sweep %s %s%s"
              .formatted(
                  sweep.id(),
                  sweep.state() == SweepState.FAILED ? "failed" : "was cancelled",
                  sweep.reason() == null ? "" : ": " + sweep.reason()));
    }
  }

  private Sweep toEnd(String path) throws InterruptedException {
    try (var display = ProgressDisplay.on(surroundings.terminal(), "sweep")) {
      return new Following<>(
              () -> client.get(path).as(Sweep.class),
              sweep -> sweep.state().ended(),
              SweepFollower::show)
          .toEnd(display, INTERVAL);
    }
  }

  private static void show(ProgressDisplay display, Sweep sweep) {
    display.update(sweep.ended(), sweep.size(), SweepReport.progress(sweep));
  }
}
