package dev.pharos.contracts.job;

import java.util.Map;

/**
 * What a job asks of the worker that trains it, besides the device and the memory.
 *
 * @param devices how many slots of one worker it takes, all at once or none; on CUDA so many cards
 *     share each batch; 1
 * @param labels labels that the worker must have, each with this value; none
 */
public record Needs(Integer devices, Map<String, String> labels) {
  /** One slot of any worker. */
  public static final Needs ANY = new Needs(null, null);

  public Needs {
    devices = devices == null ? 1 : devices;
    labels = labels == null ? Map.of() : Map.copyOf(labels);
  }
}
