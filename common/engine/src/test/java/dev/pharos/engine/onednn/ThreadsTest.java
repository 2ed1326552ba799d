package dev.pharos.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.engine.tensor.NativeBackend;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import org.junit.jupiter.api.Test;
import org.nd4j.nativeblas.NativeOpsHolder;

class ThreadsTest {
  private static final int ALL = NativeBackend.load().threads();

  @Test
  void smallProgramsHaveOneThreadAndLargeOnesAll() {
    var lenet5 = Networks.build("lenet5", NetworkSettings.defaults());
    var alexnet = Networks.build("alexnet", NetworkSettings.defaults());

    assertThat(Threads.of(lenet5, false, 1)).isEqualTo(1);
    assertThat(Threads.of(lenet5, false, 1_024)).isEqualTo(ALL);
    assertThat(Threads.of(lenet5, true, 1)).isEqualTo(1);
    assertThat(Threads.of(lenet5, true, 64)).isEqualTo(ALL);
    assertThat(Threads.of(alexnet, false, 1)).isEqualTo(ALL);
  }

  @Test
  void theNumberHoldsForTheThreadThatAskedForIt() {
    var operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
    try {
      Threads.use(1);
      assertThat(operations.ompGetMaxThreads()).isEqualTo(1);
    } finally {
      Threads.use(ALL);
    }
    assertThat(operations.ompGetMaxThreads()).isEqualTo(ALL);
  }
}
