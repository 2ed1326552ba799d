package dev.pharos.registry.placement;

import dev.pharos.contracts.job.Device;

/** Whether and how well a worker suits a run. */
final class Fit {
  private Fit() {}

  /** Whether the worker can train the run at all, whatever else it trains. */
  static boolean suits(Demand demand, AvailableWorker worker) {
    return hasDevice(demand, worker)
        && hasLabels(demand, worker)
        && demand.devices() <= worker.slots()
        && demand.memoryBytes() <= worker.memoryBytes();
  }

  static boolean hasDevice(Demand demand, AvailableWorker worker) {
    return demand.device() == Device.AUTO || demand.device() == worker.device();
  }

  static boolean hasLabels(Demand demand, AvailableWorker worker) {
    return demand.labels().isEmpty()
        || worker.labels().entrySet().containsAll(demand.labels().entrySet());
  }

  /** Smaller is better: a CUDA device before a CPU, another worker before the one that failed. */
  static int cost(WaitingRun run, AvailableWorker worker) {
    int slower = worker.device() == Device.CUDA ? 0 : 1;
    int again = run.lastWorker().filter(worker.id()::equals).isPresent() ? 2 : 0;
    return again + slower;
  }
}
