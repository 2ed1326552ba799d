package dev.pharos.registry.placement;

import dev.pharos.contracts.job.Device;

/**
 * A worker that takes work.
 *
 * @param id its id
 * @param device what it trains on, CPU or CUDA
 * @param freeSlots attempts that it can take now, from 0
 * @param memoryBytes memory that it may use for training
 * @param freeBytes what its attempts leave of it; may be below 0
 */
public record AvailableWorker(
    String id, Device device, int freeSlots, long memoryBytes, long freeBytes) {
  AvailableWorker taking(WaitingRun run) {
    return new AvailableWorker(
        id, device, freeSlots - 1, memoryBytes, freeBytes - run.memoryBytes());
  }
}
