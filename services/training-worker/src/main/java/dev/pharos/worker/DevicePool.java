package dev.pharos.worker;

import dev.pharos.engine.DeviceSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The devices of a worker, and how many attempts each has. The scheduler sees to it that attempts
 * ask for no more than there are slots, so nobody waits here; where a worker offers more slots than
 * it has devices, attempts share them.
 *
 * <p>Safe for any number of threads.
 */
final class DevicePool {
  private final int[] users;

  /**
   * @param count how many devices there are, at least 1
   */
  DevicePool(int count) {
    this.users = new int[count];
  }

  /**
   * Gives an attempt different devices: those with the fewest attempts, of these the first.
   *
   * @param wanted how many, at least 1; no more than there are will be given
   */
  synchronized Lease take(int wanted) {
    var chosen =
        IntStream.range(0, users.length)
            .boxed()
            .sorted(Comparator.comparingInt(device -> users[device]))
            .limit(wanted)
            .sorted()
            .toList();
    chosen.forEach(device -> users[device]++);
    return new Lease(new DeviceSet(chosen));
  }

  private synchronized void release(DeviceSet devices) {
    devices.numbers().forEach(device -> users[device]--);
  }

  /** Devices in use, until it is closed. */
  final class Lease implements AutoCloseable {
    private final DeviceSet devices;

    private Lease(DeviceSet devices) {
      this.devices = devices;
    }

    DeviceSet devices() {
      return devices;
    }

    @Override
    public void close() {
      release(devices);
    }
  }
}
