package dev.pharos.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NvidiaDriverTest {

  @Test
  void readsWhatTheDriverSays() {
    var answer =
        NvidiaDriver.parse(
            List.of(
                "GPU-2a1c-f, NVIDIA A100-SXM4-80GB, 8.0, 81920, 535.104.05",
                "GPU-77, NVIDIA H200, 9.0, 143771, 570.86.15"));

    assertThat(answer.trouble()).isEmpty();
    assertThat(answer.devices())
        .containsExactly(
            new CudaDevice("GPU-2a1c-f", "NVIDIA A100-SXM4-80GB", 8, 0, 81920L << 20, "535.104.05"),
            new CudaDevice("GPU-77", "NVIDIA H200", 9, 0, 143771L << 20, "570.86.15"));
  }

  @Test
  void passesOnWhatItCannotRead() {
    assertThat(NvidiaDriver.parse(List.of("No devices were found")).trouble())
        .hasValue("the driver names no card: No devices were found");
  }

  @Test
  void asksAProcess() {
    var answer =
        NvidiaDriver.ask(List.of("sh", "-c", "echo 'GPU-1, Tesla T4, 7.5, 15360, 535.104.05'"));

    assertThat(answer.devices()).extracting(CudaDevice::capability).containsExactly("7.5");
  }

  @Test
  void tellsWhatAToolThatFailsSays() {
    var answer =
        NvidiaDriver.ask(
            List.of("sh", "-c", "echo 'Failed to initialize NVML: version mismatch' >&2; exit 18"));

    assertThat(answer.trouble())
        .hasValue("nvidia-smi says: Failed to initialize NVML: version mismatch");
  }

  @Test
  void aMachineWithoutTheToolHasNoDriver() {
    assertThat(NvidiaDriver.ask(List.of("no-such-tool-of-nvidia")).trouble())
        .hasValueSatisfying(trouble -> assertThat(trouble).contains("no NVIDIA driver"));
  }
}
