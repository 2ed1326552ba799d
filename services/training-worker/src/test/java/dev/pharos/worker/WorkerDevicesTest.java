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
  void saysWhatNetworksRunOn() {
    var engine =
        new EngineDescription(
            "1.0.0-M2.1", "cpu", true, "OpenBLAS", 2, 200, "oneDNN 2.5.2 blocked layouts");
    var device = new DeviceDescription("cpu", "Xeon", 1, 2, 1 << 30, engine, null);

    assertThat(WorkerDevices.of(device).engine())
        .isEqualTo(
            "Deeplearning4j 1.0.0-M2.1, oneDNN 2.5.2 blocked layouts, OpenBLAS, 200 GFLOP/s");
  }

  @Test
  void warnsOfWhatIsSlow() {
    assertThat(WorkerDevices.of(cpu(false, "OpenBLAS 0.3.19 Haswell")).note())
        .contains("oneDNN is not in use");
    assertThat(WorkerDevices.of(cpu(true, "OpenBLAS 0.3.19 Prescott")).note())
        .contains("does not know this processor", "OPENBLAS_CORETYPE");
  }

  @Test
  void saysWhyACardThatIsThereIsNotUsed() {
    var engine = new EngineDescription("1.0.0-M2.1", "cpu", true, "OpenBLAS", 2, 200, null);
    var device =
        new DeviceDescription(
            "cpu", "Xeon", 1, 2, 1 << 30, engine, "H200 has compute capability 9.0");

    assertThat(WorkerDevices.of(device).note()).isEqualTo("H200 has compute capability 9.0");
  }

  @Test
  void countsTheCards() {
    var engine = new EngineDescription("1.0.0-M2.1", "cuda", false, "CUBLAS", 2, 9000, null);

    assertThat(
            WorkerDevices.of(new DeviceDescription("cuda", "A100", 4, 2, 80L << 30, engine, null))
                .name())
        .isEqualTo("4 x A100");
  }

  @Test
  void namesTheCard() {
    var engine = new EngineDescription("1.0.0-M2.1", "cuda", false, "CUBLAS", 2, 9000, null);
    var device =
        WorkerDevices.of(new DeviceDescription("cuda", "A100", 1, 2, 80L << 30, engine, null));

    assertThat(device.kind()).isEqualTo(Device.CUDA);
    assertThat(device.name()).isEqualTo("A100");
    assertThat(device.memoryBytes()).isEqualTo(80L << 30);
    assertThat(device.note()).isNull();
  }

  private static DeviceDescription cpu(boolean oneDnn, String blas) {
    return new DeviceDescription(
        "cpu",
        "Xeon",
        1,
        2,
        1 << 30,
        new EngineDescription("1.0.0-M2.1", "cpu", oneDnn, blas, 2, 200.6, null),
        null);
  }
}
