package dev.pharos.registry.placement;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Foresees when waiting runs start, if nothing else comes and what is expected to last so long
 * does. A guess, and none where it would rest on what nobody knows: memory that others hold is left
 * out of account, and runs of teams with a limit get no forecast.
 */
public final class Outlook {
  private static final long NEVER = Long.MAX_VALUE;

  private final Map<AvailableWorker, long[]> slots = new HashMap<>();
  private final Map<UUID, Duration> lasting;
  private final Set<String> limited;
  private final long now;

  private Outlook(Situation situation, Map<UUID, Duration> lasting, Instant now) {
    this.lasting = lasting;
    this.now = now.toEpochMilli();
    this.limited =
        situation.teams().stream()
            .filter(team -> team.maxDevices().isPresent())
            .map(Team::name)
            .collect(Collectors.toSet());
    for (var worker : situation.workers()) {
      slots.put(worker, occupied(worker, situation.held()));
    }
  }

  /**
   * When runs start.
   *
   * @param order the runs, first served first
   * @param lasting how long each run that waits will take, and each that is held will still take;
   *     those of which it is not known are absent
   * @return the times of those that can be foreseen
   */
  public static Map<UUID, Instant> starts(
      List<WaitingRun> order, Situation situation, Map<UUID, Duration> lasting, Instant now) {
    var outlook = new Outlook(situation, lasting, now);
    var starts = new HashMap<UUID, Instant>();
    for (var run : order) {
      long start = outlook.start(run);
      if (start != NEVER) {
        starts.put(run.run(), Instant.ofEpochMilli(start));
      }
    }
    return starts;
  }

  /** When each slot of a worker is free, the first first. */
  private long[] occupied(AvailableWorker worker, List<HeldRun> held) {
    var times = new long[worker.slots()];
    Arrays.fill(times, now);
    int next = 0;
    for (var run : held) {
      for (int i = 0; run.worker().equals(worker.id()) && i < run.demand().devices(); i++) {
        if (next < times.length) {
          times[next++] = after(now, run.run());
        }
      }
    }
    Arrays.sort(times);
    return times;
  }

  private long start(WaitingRun run) {
    if (limited.contains(run.team())) {
      return NEVER;
    }
    int devices = run.demand().devices();
    long first = NEVER;
    long[] best = null;
    for (var entry : slots.entrySet()) {
      if (Fit.suits(run.demand(), entry.getKey()) && entry.getValue()[devices - 1] < first) {
        best = entry.getValue();
        first = best[devices - 1];
      }
    }
    if (best != null) {
      Arrays.fill(best, 0, devices, after(first, run.run()));
      Arrays.sort(best);
    }
    return first;
  }

  private long after(long start, UUID run) {
    var time = lasting.get(run);
    return time == null ? NEVER : start + time.toMillis();
  }
}
