package dev.pharos.engine.cuda;

import java.util.Optional;

/**
 * An NVIDIA graphics card, as its driver describes it.
 *
 * @param uuid what it is called all over the world, such as "GPU-2a1c..."
 * @param name such as "NVIDIA A100-SXM4-80GB"
 * @param major compute capability before the point
 * @param minor compute capability behind the point
 * @param memoryBytes memory of the card
 * @param driver the driver's version, such as "535.104.05"
 */
public record CudaDevice(
    String uuid, String name, int major, int minor, long memoryBytes, String driver) {
  /** ND4J's library holds machine code from Kepler K80 to Ada, and no PTX for what came later. */
  private static final int OLDEST = 37;

  private static final int NEWEST = 89;

  /** The first Linux driver that runs programs of CUDA 11 (CUDA 11 release notes, table 3). */
  private static final int OLDEST_DRIVER = 450;

  /** Why ND4J's CUDA backend cannot run on it; empty when it can. */
  public Optional<String> obstacle() {
    int capability = 10 * major + minor;
    if (capability < OLDEST || capability > NEWEST) {
      return Optional.of(
          "%s has compute capability %s, and Deeplearning4j's CUDA backend runs on 3.7 to 8.9"
              .formatted(name, capability()));
    }
    if (driverMajor() < OLDEST_DRIVER) {
      return Optional.of(
          "%s has driver %s, and CUDA 11 needs %d or newer".formatted(name, driver, OLDEST_DRIVER));
    }
    return Optional.empty();
  }

  /** The compute capability as NVIDIA writes it, such as "8.6". */
  public String capability() {
    return major + "." + minor;
  }

  private int driverMajor() {
    var digits = driver.split("\\.", 2)[0];
    return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : 0;
  }
}
