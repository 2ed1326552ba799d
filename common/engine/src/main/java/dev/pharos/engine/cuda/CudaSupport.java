package dev.pharos.engine.cuda;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether this process can compute on CUDA devices.
 *
 * @param devices the cards it would use, numbered from 0 as in this list: the driver's, or those
 *     that CUDA_VISIBLE_DEVICES names, from the first on to the last before one that cannot be
 *     used; empty when the first cannot
 * @param reason why it cannot use the first, or the next; empty when it can use all, and when
 *     nobody would expect it to, because there is neither a card nor the backend
 */
public record CudaSupport(List<CudaDevice> devices, Optional<String> reason) {
  private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";
  private static final String BACKEND = "/org/nd4j/linalg/jcublas/JCublasBackend.class";

  public CudaSupport {
    devices = List.copyOf(devices);
  }

  /** Looks at class path and driver; takes a moment where there is a driver. */
  public static CudaSupport find() {
    return of(
        CudaSupport.class.getResource(BACKEND) != null,
        NvidiaDriver.ask(),
        System.getenv(VISIBLE) == null ? null : System.getenv(VISIBLE).strip());
  }

  /**
   * The cards that the process would see: CUDA counts from the first name in the list, and ends it
   * at the first that it does not know.
   */
  private static List<CudaDevice> visible(List<CudaDevice> devices, String names) {
    if (names == null) {
      return devices;
    }
    return Arrays.stream(names.split(",", -1))
        .map(name -> named(devices, name.strip()))
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<CudaDevice> named(List<CudaDevice> devices, String name) {
    if (name.matches("\\d{1,4}")) {
      int index = Integer.parseInt(name);
      return index < devices.size() ? Optional.of(devices.get(index)) : Optional.empty();
    }
    return name.startsWith("GPU-")
        ? devices.stream().filter(device -> device.uuid().startsWith(name)).findFirst()
        : Optional.empty();
  }

  /** Nobody wants to compute on one, so nobody looks. */
  public static CudaSupport unwanted() {
    return none(null);
  }

  /**
   * @param visible the value of CUDA_VISIBLE_DEVICES; null when it is not set
   */
  static CudaSupport of(boolean backend, NvidiaDriver.Answer driver, String visible) {
    if (driver.devices().isEmpty()) {
      return none(backend ? driver.trouble().orElseThrow() : null);
    }
    var chosen = visible(driver.devices(), visible);
    if (chosen.isEmpty()) {
      return none("%s=%s hides every card".formatted(VISIBLE, visible));
    }
    var usable = chosen.stream().takeWhile(card -> card.obstacle().isEmpty()).toList();
    var obstacle = chosen.stream().skip(usable.size()).findFirst().flatMap(CudaDevice::obstacle);
    if (usable.isEmpty()) {
      return none(obstacle.orElseThrow());
    }
    return backend
        ? new CudaSupport(usable, obstacle)
        : none(
            "%s could be used, but this build has no CUDA backend: build with -Pcuda"
                .formatted(usable.get(0).name()));
  }

  /**
   * The same once the backend was loaded.
   *
   * @param runs whether it is the CUDA backend that was
   */
  public CudaSupport loaded(boolean runs) {
    return runs || devices.isEmpty()
        ? this
        : none(
            "%s is there, but ND4J's CUDA backend did not start: its libraries or a part of the driver are missing"
                .formatted(devices.get(0).name()));
  }

  private static CudaSupport none(String reason) {
    return new CudaSupport(List.of(), Optional.ofNullable(reason));
  }
}
