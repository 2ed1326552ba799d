package dev.pharos.engine.onednn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a program's time goes, for who tunes it: {@code -Dpharos.engine.profile=on} logs, when a
 * program is closed, the mean time of each of its actions, the slowest first.
 */
final class Profile {
  private static final Logger LOG = LoggerFactory.getLogger(Profile.class);
  private static final boolean ON = "on".equals(System.getProperty("pharos.engine.profile"));
  private static final int WARM_UP_RUNS = 2;

  private final List<Action> actions;
  private final long[] nanoseconds;
  private int runs;

  private Profile(List<Action> actions) {
    this.actions = actions;
    this.nanoseconds = new long[actions.size()];
  }

  /** Runs all actions, and measures each where that is asked for. */
  static Profile of(List<Action> actions) {
    return new Profile(actions);
  }

  void run() {
    if (!ON) {
      for (var action : actions) {
        action.run();
      }
      return;
    }
    runs++;
    for (int i = 0; i < nanoseconds.length; i++) {
      long began = System.nanoTime();
      actions.get(i).run();
      if (runs > WARM_UP_RUNS) {
        nanoseconds[i] += System.nanoTime() - began;
      }
    }
  }

  void log(String program) {
    int counted = runs - WARM_UP_RUNS;
    if (!ON || counted <= 0) {
      return;
    }
    var order = new ArrayList<Integer>();
    long sum = 0;
    for (int i = 0; i < nanoseconds.length; i++) {
      order.add(i);
      sum += nanoseconds[i];
    }
    order.sort(Comparator.comparingLong((Integer i) -> nanoseconds[i]).reversed());
    LOG.info(
        "{}: {} ms in {} actions, mean of {} runs",
        program,
        String.format(Locale.ROOT, "%.2f", sum / 1e6 / counted),
        nanoseconds.length,
        counted);
    for (int i : order) {
      LOG.info(
          "{}",
          String.format(
              Locale.ROOT,
              "%9.3f ms %4.1f%%  %s",
              nanoseconds[i] / 1e6 / counted,
              100.0 * nanoseconds[i] / sum,
              actions.get(i).name()));
    }
  }
}
