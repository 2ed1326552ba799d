package dev.pharos.platform.cli;

import dev.pharos.contracts.job.SweepState;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.Sweep;
import dev.pharos.platform.client.UnreachableException;
import dev.pharos.platform.terminal.ProgressDisplay;
import java.time.Duration;

/** Follows a sweep to its end and tells how it went. */
final class SweepFollower {
  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** A platform that is restarted comes back within this time, and its sweeps go on. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

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
      var last = client.get(path).as(Sweep.class);
      long heard = System.nanoTime();
      while (!last.state().ended()) {
        display.update(last.ended(), last.size(), SweepReport.progress(last));
        Thread.sleep(INTERVAL.toMillis());
        try {
          last = client.get(path).as(Sweep.class);
          heard = System.nanoTime();
        } catch (UnreachableException e) {
          if (System.nanoTime() - heard > PATIENCE.toNanos()) {
            throw e;
          }
        }
      }
      display.update(last.ended(), last.size(), SweepReport.progress(last));
      return last;
    }
  }
}
