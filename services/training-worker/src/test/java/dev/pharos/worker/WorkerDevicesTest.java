package dev.pharos.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.Device;
import dev.pharos.engine.DeviceDescription;
import dev.pharos.engine.EngineDescription;
import org.junit.jupiter.api.Test;

class WorkerDevicesTest {
  @Test
  void saysNothingOfAnEngineThatIsWell() {
    var device = WorkerDevices.of(cpu(true, "OpenBLAS 0.3.19 SkylakeX"));

    assertThat(device.kind()).isEqualTo(Device.CPU);
    assertThat(device.engine())
        .isEqualTo("Deeplearning4j 1.0.0-M2.1, oneDNN, OpenBLAS 0.3.19 SkylakeX, 201 GFLOP/s");
    assertThat(device.note()).isNull();
  }

  @Test
  void warnsOfWhatIsSlow() {
    assertThat(WorkerDevices.of(cpu(false, "OpenBLAS 0.3.19 Haswell")).note())
        .contains("oneDNN is not in use");
    assertThat(WorkerDevices.of(cpu(true, "OpenBLAS 0.3.19 Prescott")).note())
        .contains("does not know this processor", "OPENBLAS_CORETYPE");
  }

  private static DeviceDescription cpu(boolean oneDnn, String blas) {
    return new DeviceDescription(
        "cpu",
        "Xeon",
        2,
        1 << 30,
        new EngineDescription("1.0.0-M2.1", "cpu", oneDnn, blas, 2, 200.6));
  }
}
