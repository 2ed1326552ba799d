package dev.pharos.engine;

import dev.pharos.engine.cuda.CudaDevice;
import dev.pharos.engine.onednn.OneDnn;
import dev.pharos.engine.tensor.NativeBackend;
import dev.pharos.engine.tensor.Processor;
import java.util.List;

/**
 * What this process can compute on. ND4J takes one backend for the whole process from the class
 * path, so there is one kind of device: CUDA cards where the backend and cards it can run on are
 * there, and else the CPU.
 */
public final class Devices {
  private static final String AUTO = "auto";
  private static final String CPU = "cpu";
  private static final String CUDA = "cuda";
  private static final List<String> REQUESTS = List.of(AUTO, CPU, CUDA);

  private Devices() {}

  /**
   * The device of this process. Loads the native libraries on the first call, which takes a second
   * or two.
   */
  public static DeviceDescription here() {
    return describe(NativeBackend.load());
  }

  /**
   * The device that serves a request. The first request of a process decides which backend is
   * loaded.
   *
   * @param request "cpu"; "cuda"; or "auto" for cuda where it can be used and else cpu
   * @throws EngineException when it cannot be used here, and why
   * @throws IllegalArgumentException when the request is none of these
   */
  public static DeviceDescription select(String request) {
    if (request == null || !REQUESTS.contains(request)) {
      throw new IllegalArgumentException(
          "device: " + request + " is not valid; valid: " + String.join(", ", REQUESTS));
    }
    return select(
        request, describe(request.equals(CPU) ? NativeBackend.load(false) : NativeBackend.load()));
  }

  static DeviceDescription select(String request, DeviceDescription device) {
    if (request.equals(AUTO) || request.equals(device.kind())) {
      return device;
    }
    throw new EngineException(
        request.equals(CPU)
            ? "device cpu: this process computes on "
                + device.name()
                + "; start it with -Dpharos.engine.device=cpu"
            : "device cuda: "
                + (device.note() == null
                    ? "this process has no CUDA device and no CUDA backend, only " + device.name()
                    : device.note())
                + "; ask for cpu or auto, or start a worker that was built with -Pcuda where there is"
                + " a card of compute capability 3.7 to 8.9");
  }

  private static DeviceDescription describe(NativeBackend backend) {
    var engine =
        new EngineDescription(
            backend.version(),
            backend.kind(),
            backend.oneDnn(),
            backend.blas(),
            backend.threads(),
            backend.gflops(),
            OneDnn.forNetworks().map(OneDnn::toString).orElse(null));
    int cores = Runtime.getRuntime().availableProcessors();
    var cards = backend.kind().equals(CUDA) ? backend.cuda().devices() : List.<CudaDevice>of();
    var note = backend.cuda().reason().orElse(null);
    return cards.isEmpty()
        ? new DeviceDescription(
            CPU, Processor.here().name(), 1, cores, NativeMemory.limitBytes(), engine, note)
        : new DeviceDescription(
            CUDA,
            cards.get(0).name(),
            cards.size(),
            cores,
            cards.stream().mapToLong(CudaDevice::memoryBytes).min().orElseThrow(),
            engine,
            note);
  }
}
