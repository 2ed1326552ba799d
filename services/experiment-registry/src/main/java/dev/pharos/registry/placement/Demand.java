package dev.pharos.registry.placement;

import dev.pharos.contracts.job.Device;
import java.util.Map;

/**
 * What a run asks of its worker.
 *
 * @param device where it may run
 * @param memoryBytes memory that training takes; 0 where it is not known
 * @param devices slots of one worker that it takes, all at once or none, from 1
 * @param labels labels that the worker must have
 */
public record Demand(Device device, long memoryBytes, int devices, Map<String, String> labels) {
  public Demand {
    labels = Map.copyOf(labels);
  }

  /** One slot of any worker with that device. */
  public static Demand of(Device device, long memoryBytes) {
    return new Demand(device, memoryBytes, 1, Map.of());
  }
}
