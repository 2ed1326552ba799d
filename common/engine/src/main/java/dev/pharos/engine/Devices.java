package dev.pharos.engine;

import dev.pharos.engine.tensor.NativeBackend;
import dev.pharos.engine.tensor.Processor;
import java.util.List;
import java.util.Optional;

/**
 * What this process can compute on. ND4J takes one backend for the whole process from the class
 * path, so there is one device: the CPU, unless the CUDA backend is there.
 */
public final class Devices {
  private static final String CPU = "cpu";
  private static final String CUDA = "cuda";

  private Devices() {}

  /**
   * Every device that can be used. Loads the native libraries on the first call, which takes a
   * second or two.
   */
  public static List<DeviceDescription> describe() {
    var backend = NativeBackend.load();
    return List.of(
        new DeviceDescription(
            backend.kind(),
            Processor.here().name(),
            Runtime.getRuntime().availableProcessors(),
            NativeMemory.limitBytes(),
            new EngineDescription(
                backend.version(),
                backend.kind(),
                backend.oneDnn(),
                backend.blas(),
                backend.threads(),
                backend.gflops())));
  }

  /**
   * The device that serves a request.
   *
   * @param request "cpu"; "cuda"; or "auto" for cuda where it can be used and else cpu
   * @throws EngineException when it cannot be used here, and why
   * @throws IllegalArgumentException when the request is none of these
   */
  public static DeviceDescription select(String request) {
    return select(request, describe());
  }

  static DeviceDescription select(String request, List<DeviceDescription> devices) {
    return switch (request == null ? "" : request) {
      case "auto" -> find(CUDA, devices).or(() -> find(CPU, devices)).orElseThrow();
      case CPU ->
          find(CPU, devices)
              .orElseThrow(
                  () -> new EngineException("device cpu: this process runs the CUDA backend"));
      case CUDA ->
          find(CUDA, devices)
              .orElseThrow(
                  () ->
                      new EngineException(
                          "device cuda: this process has no CUDA backend, only "
                              + devices.get(0).name()
                              + "; ask for cpu or auto, or start a worker that was built for CUDA"));
      default ->
          throw new IllegalArgumentException(
              "device: " + request + " is not valid; valid: auto, cpu, cuda");
    };
  }

  private static Optional<DeviceDescription> find(String kind, List<DeviceDescription> devices) {
    return devices.stream().filter(device -> device.kind().equals(kind)).findFirst();
  }
}
