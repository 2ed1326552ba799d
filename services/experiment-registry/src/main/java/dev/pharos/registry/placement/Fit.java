package dev.pharos.registry.placement;

import dev.pharos.contracts.job.Device;

/** Whether and how well a worker suits a run. */
final class Fit {
  private Fit() {}

  /** Whether the worker can train the run at all, whatever else it trains. */
  static boolean suits(WaitingRun run, AvailableWorker worker) {
    return hasDevice(run, worker) && run.memoryBytes() <= worker.memoryBytes();
  }

  /** Whether the worker can train the run now. */
  static boolean hasRoom(WaitingRun run, AvailableWorker worker) {
    return suits(run, worker) && worker.freeSlots() > 0 && run.memoryBytes() <= worker.freeBytes();
  }

  static boolean hasDevice(WaitingRun run, AvailableWorker worker) {
    return run.device() == Device.AUTO || run.device() == worker.device();
  }

  /** Smaller is better: a CUDA device before a CPU, another worker before the one that failed. */
  static int cost(WaitingRun run, AvailableWorker worker) {
    int slower = worker.device() == Device.CUDA ? 0 : 1;
    int again = run.lastWorker().filter(worker.id()::equals).isPresent() ? 2 : 0;
    return again + slower;
  }
}
