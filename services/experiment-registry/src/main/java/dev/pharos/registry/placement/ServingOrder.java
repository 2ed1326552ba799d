package dev.pharos.registry.placement;

import java.util.Comparator;
import java.util.List;

/** In which order waiting runs are served. */
@FunctionalInterface
public interface ServingOrder {
  /** The runs, first served first. */
  List<WaitingRun> order(List<WaitingRun> waiting);

  /** The smallest priority number first, then the oldest. */
  static ServingOrder priorityThenAge() {
    var order =
        Comparator.comparingInt(WaitingRun::priority)
            .thenComparing(WaitingRun::createdAt)
            .thenComparing(WaitingRun::run);
    return waiting -> waiting.stream().sorted(order).toList();
  }
}
