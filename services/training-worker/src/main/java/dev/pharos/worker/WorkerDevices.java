package dev.pharos.worker;

import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.worker.WorkerDevice;
import dev.pharos.engine.DeviceDescription;
import dev.pharos.engine.Devices;
import dev.pharos.engine.EngineDescription;
import dev.pharos.engine.EngineException;
import dev.pharos.runtime.StartException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds what a worker trains on, and what is slow about it. */
final class WorkerDevices {
  /** OpenBLAS's kernels for processors that it does not know: a quarter of the speed or less. */
  private static final List<String> OLD_KERNELS = List.of("prescott", "generic");

  private WorkerDevices() {}

  /**
   * The devices that serve a configuration. Loads the native libraries: call it off the event loop.
   *
   * @throws StartException when there is no such device, and why
   */
  static DeviceDescription find(Device wanted) {
    try {
      return Devices.select(wanted.name().toLowerCase(Locale.ROOT));
    } catch (EngineException e) {
      throw new StartException(
          "device = '%s' cannot be used here: %s"
              .formatted(wanted.name().toLowerCase(Locale.ROOT), e.getMessage()),
          e);
    }
  }

  /** What a worker says of it. */
  static WorkerDevice of(DeviceDescription device) {
    var engine = device.engine();
    return new WorkerDevice(
        device.kind().equals("cuda") ? Device.CUDA : Device.CPU,
        device.count() == 1 ? device.name() : device.count() + " x " + device.name(),
        device.cores(),
        device.memoryBytes(),
        engine(engine),
        note(device));
  }

  private static String engine(EngineDescription engine) {
    return String.format(
        Locale.ROOT,
        "Deeplearning4j %s, %s%s, %.0f GFLOP/s",
        engine.version(),
        networks(engine),
        engine.blas(),
        engine.gemmGflops());
  }

  private static String networks(EngineDescription engine) {
    if (engine.networks() != null) {
      return engine.networks() + ", ";
    }
    return engine.oneDnn() ? "oneDNN, " : "";
  }

  /** Why it is no CUDA device, and what makes it slow; null when there is nothing to say. */
  private static String note(DeviceDescription device) {
    var engine = device.engine();
    var notes = new ArrayList<String>();
    if (device.note() != null) {
      notes.add(device.note());
    }
    if (engine.backend().equals("cpu") && !engine.oneDnn()) {
      notes.add("oneDNN is not in use: convolutions take several times longer");
    }
    if (engine.backend().equals("cpu")
        && OLD_KERNELS.stream().anyMatch(engine.blas().toLowerCase(Locale.ROOT)::contains)) {
      notes.add(
          "the matrix library does not know this processor (%s): set OPENBLAS_CORETYPE, such as to Haswell or SkylakeX"
              .formatted(engine.blas()));
    }
    return notes.isEmpty() ? null : String.join("; ", notes);
  }
}
