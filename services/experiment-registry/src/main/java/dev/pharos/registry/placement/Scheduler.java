package dev.pharos.registry.placement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gives waiting runs to workers: in the serving order, each run to the worker that suits it best.
 *
 * <p>A run that fits nobody does not hold up those behind it.
 */
public final class Scheduler {
  private final ServingOrder order;

  public Scheduler(ServingOrder order) {
    this.order = order;
  }

  /**
   * Plans.
   *
   * @param waiting every run in the queue
   * @param workers every worker that takes work, with its free slots
   * @param now the time
   */
  public Plan plan(List<WaitingRun> waiting, List<AvailableWorker> workers, Instant now) {
    var free =
        workers.stream()
            .collect(
                Collectors.toMap(
                    AvailableWorker::id, Function.identity(), (a, b) -> b, LinkedHashMap::new));
    var placements = new ArrayList<Placement>();
    var reasons = new LinkedHashMap<UUID, String>();
    for (var run : order.order(waiting)) {
      if (run.notBefore().isAfter(now)) {
        continue;
      }
      var best = best(run, free);
      if (best.isPresent()) {
        var worker = best.get();
        placements.add(new Placement(run.run(), worker.id()));
        free.put(worker.id(), worker.taking(run));
      } else {
        reasons.put(run.run(), WaitingReason.of(run, List.copyOf(free.values())));
      }
    }
    return new Plan(placements, reasons, wakeAt(waiting, now));
  }

  /** Among those that suit best, the one with the most free slots. */
  private static Optional<AvailableWorker> best(
      WaitingRun run, Map<String, AvailableWorker> workers) {
    return workers.values().stream()
        .filter(worker -> Fit.hasRoom(run, worker))
        .min(
            Comparator.<AvailableWorker>comparingInt(worker -> Fit.cost(run, worker))
                .thenComparing(Comparator.comparingInt(AvailableWorker::freeSlots).reversed())
                .thenComparing(AvailableWorker::id));
  }

  private static Optional<Instant> wakeAt(List<WaitingRun> waiting, Instant now) {
    return waiting.stream()
        .map(WaitingRun::notBefore)
        .filter(time -> time.isAfter(now))
        .min(Comparator.naturalOrder());
  }
}
