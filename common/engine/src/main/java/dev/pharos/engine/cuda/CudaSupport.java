package dev.pharos.engine.cuda;

import java.util.List;
import java.util.Optional;

/**
 * Whether this process can compute on a CUDA device.
 *
 * @param device the card it would use: the driver's first, unless CUDA_VISIBLE_DEVICES says
 *     otherwise; empty when it cannot
 * @param reason why it cannot; empty when it can, and when nobody would expect it to, because there
 *     is neither a card nor the backend
 */
public record CudaSupport(Optional<CudaDevice> device, Optional<String> reason) {
  private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";
  private static final String BACKEND = "/org/nd4j/linalg/jcublas/JCublasBackend.class";

  /** Looks at class path and driver; takes a moment where there is a driver. */
  public static CudaSupport find() {
    return of(
        CudaSupport.class.getResource(BACKEND) != null,
        NvidiaDriver.ask(),
        System.getenv(VISIBLE) == null ? null : System.getenv(VISIBLE).strip());
  }

  /**
   * CUDA counts from the first name in the list, and ends it at the first that it does not know.
   */
  private static Optional<CudaDevice> first(List<CudaDevice> devices, String visible) {
    if (visible == null) {
      return Optional.of(devices.get(0));
    }
    var name = visible.split(",", 2)[0].strip();
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
    var chosen = first(driver.devices(), visible);
    if (chosen.isEmpty()) {
      return none("%s=%s hides every card".formatted(VISIBLE, visible));
    }
    var first = chosen.get();
    if (first.obstacle().isPresent()) {
      return none(first.obstacle().get());
    }
    return backend
        ? new CudaSupport(Optional.of(first), Optional.empty())
        : none(
            "%s could be used, but this build has no CUDA backend: build with -Pcuda"
                .formatted(first.name()));
  }

  /**
   * The same once the backend was loaded.
   *
   * @param runs whether it is the CUDA backend that was
   */
  public CudaSupport loaded(boolean runs) {
    return runs || device.isEmpty()
        ? this
        : none(
            "%s is there, but ND4J's CUDA backend did not start: its libraries or a part of the driver are missing"
                .formatted(device.get().name()));
  }

  private static CudaSupport none(String reason) {
    return new CudaSupport(Optional.empty(), Optional.ofNullable(reason));
  }
}
