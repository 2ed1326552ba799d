package dev.pharos.registry.placement;

import dev.pharos.contracts.job.Device;
import java.util.Map;

/**
 * A worker that takes work.
 *
 * @param id its id
 * @param device what it trains on, CPU or CUDA
 * @param slots attempts that it runs at a time, from 1
 * @param freeSlots how many of them are free, from 0
 * @param memoryBytes memory that it may use for training
 * @param freeBytes what its attempts leave of it; may be below 0
 * @param labels its labels
 */
public record AvailableWorker(
    String id,
    Device device,
    int slots,
    int freeSlots,
    long memoryBytes,
    long freeBytes,
    Map<String, String> labels) {
  public AvailableWorker {
    labels = Map.copyOf(labels);
  }
}
