package dev.pharos.registry.placement;

import dev.pharos.contracts.job.Device;
import dev.pharos.networks.TrainingMemory;
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
    var able = workers.stream().filter(worker -> Fit.hasDevice(run, worker)).toList();
    if (able.isEmpty()) {
      return "waits for a %sworker; only %s workers are connected"
          .formatted(kind, workers.get(0).device().name());
    }
    var suitable = able.stream().filter(worker -> Fit.suits(run, worker)).toList();
    if (suitable.isEmpty()) {
      long most = able.stream().mapToLong(AvailableWorker::memoryBytes).max().orElse(0);
      return "waits for a %sworker with %s of memory; the largest that is connected has %s"
          .formatted(kind, TrainingMemory.words(run.memoryBytes()), TrainingMemory.words(most));
    }
    var free = suitable.stream().filter(worker -> worker.freeSlots() > 0).toList();
    if (!free.isEmpty()) {
      long most = free.stream().mapToLong(AvailableWorker::freeBytes).max().orElse(0);
      return "waits for %s of memory; what is trained now leaves %s"
          .formatted(
              TrainingMemory.words(run.memoryBytes()), TrainingMemory.words(Math.max(0, most)));
    }
    return suitable.size() == 1
        ? "waits; the %sworker is busy".formatted(kind)
        : "waits; all %d %sworkers are busy".formatted(suitable.size(), kind);
  }
}
