package dev.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pharos.engine.onednn.OneDnn;
import org.junit.jupiter.api.Test;

class DevicesTest {

  @Test
  void theCpuIsThereAndSaysWhatComputesOnIt() {
    var device = Devices.here();

    assertThat(device.kind()).isEqualTo("cpu");
    assertThat(device.name()).isNotBlank();
    assertThat(device.cores()).isPositive();
    assertThat(device.memoryBytes()).isPositive();
    assertThat(device.engine().version()).isEqualTo("1.0.0-M2.1");
    assertThat(device.engine().gemmGflops()).isPositive();
    assertThat(device.engine().threads()).isPositive();
  }

  @Test
  void convolutionsRunOnOneDnnWhereItExists() {
    assumeThat(System.getProperty("os.arch")).isIn("amd64", "x86_64");

    assertThat(Devices.here().engine().oneDnn()).isTrue();
  }

  @Test
  void networksRunOnOneDnnsOwnLayoutsUnlessThatIsTurnedOff() {
    assumeThat(System.getProperty("os.arch")).isIn("amd64", "x86_64");

    assertThat(Devices.here().engine().networks()).startsWith("oneDNN 2.5.2 blocked layouts");
    System.setProperty(OneDnn.SETTING, "off");
    try {
      assertThat(Devices.here().engine().networks()).isNull();
    } finally {
      System.clearProperty(OneDnn.SETTING);
    }
  }

  @Test
  void autoFallsBackToTheCpuAndCudaIsRefusedWithAWayOut() {
    assertThat(Devices.select("auto").kind()).isEqualTo("cpu");
    assertThat(Devices.select("cpu").kind()).isEqualTo("cpu");
    assertThatThrownBy(() -> Devices.select("cuda"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("device cuda: ")
        .hasMessageContaining("ask for cpu or auto");
    assertThatThrownBy(() -> Devices.select("gpu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("valid: auto, cpu, cuda");
  }

  @Test
  void aCardThatCannotBeUsedIsNamedWithTheReason() {
    var engine = Devices.here().engine();
    var cpu = new DeviceDescription("cpu", "Xeon", 1, 2, 1L << 30, engine, "H200 is too new");

    assertThat(Devices.select("auto", cpu)).isEqualTo(cpu);
    assertThatThrownBy(() -> Devices.select("cuda", cpu))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("H200 is too new");
  }

  @Test
  void aProcessOnACardTellsHowToLeaveItAlone() {
    var engine = Devices.here().engine();
    var card = new DeviceDescription("cuda", "A100", 1, 2, 80L << 30, engine, null);

    assertThat(Devices.select("cuda", card)).isEqualTo(card);
    assertThatThrownBy(() -> Devices.select("cpu", card))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("A100")
        .hasMessageContaining("-Dpharos.engine.device=cpu");
  }

  @Test
  void memoryIsCountedAndWhatCannotFitIsRefused() {
    assertThat(NativeMemory.usedBytes()).isBetween(1L << 20, NativeMemory.limitBytes());
    assertThatThrownBy(() -> NativeMemory.require("everything", 1L << 60))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("everything needs about")
        .hasMessageContaining("use a smaller batch");
  }
}
