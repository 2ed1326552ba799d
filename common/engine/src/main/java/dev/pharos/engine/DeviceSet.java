package dev.pharos.engine;

import java.util.List;

/**
 * The devices that a network trains on, all of this process' one kind. A batch is divided among
 * them.
 *
 * @param numbers of devices, as this process counts them, from 0; a CPU is always 0
 */
public record DeviceSet(List<Integer> numbers) {
  /** The first device, which is the only one on a CPU. */
  public static final DeviceSet FIRST = new DeviceSet(List.of(0));

  /**
   * @throws IllegalArgumentException when there is none, or a number is below 0
   */
  public DeviceSet {
    numbers = List.copyOf(numbers);
    if (numbers.isEmpty() || numbers.stream().anyMatch(number -> number < 0)) {
      throw new IllegalArgumentException(
          "devices: " + numbers + " is not valid; at least one, each 0 or more");
    }
  }

  /** How many there are. */
  public int size() {
    return numbers.size();
  }
}
