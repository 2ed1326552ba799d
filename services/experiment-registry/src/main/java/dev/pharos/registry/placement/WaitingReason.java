package dev.pharos.registry.placement;

import dev.pharos.contracts.job.Device;
import java.util.List;
import java.util.Locale;

/** Says why a run waits. */
final class WaitingReason {
  private WaitingReason() {}

  static String of(WaitingRun run, List<AvailableWorker> workers) {
    var kind =
        run.device() == Device.AUTO ? "" : run.device().name().toUpperCase(Locale.ROOT) + " ";
    if (workers.isEmpty()) {
      return "waits for a %sworker; none is connected".formatted(kind);
    }
    long suitable = workers.stream().filter(worker -> Fit.suits(run, worker)).count();
    if (suitable == 0) {
      return "waits for a %sworker; only %s workers are connected"
          .formatted(kind, workers.get(0).device().name());
    }
    return suitable == 1
        ? "waits; the %sworker is busy".formatted(kind)
        : "waits; all %d %sworkers are busy".formatted(suitable, kind);
  }
}
