package dev.pharos.networks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import org.junit.jupiter.api.Test;

class TrainingMemoryTest {
  @Test
  void countsWeightsGradientsUpdaterAndEveryOutputTwice() {
    var network = Networks.build("lenet5", NetworkSettings.defaults());
    var table = network.layerTable();

    var adam = TrainingMemory.of(network, 32, 2, 1);

    assertThat(adam.weightBytes()).isEqualTo(4L * 60_850 * 4);
    assertThat(adam.bytes()).isEqualTo(table.weightBytes(2) + table.trainingBytes(32));
    assertThat(TrainingMemory.of(network, 32, 1, 1).weightBytes()).isEqualTo(3L * 60_850 * 4);
  }

  @Test
  void theLargestBatchFitsAndTheNextDoesNot() {
    var memory = new TrainingMemory(1_000, 300, 64, 1);

    assertThat(memory.largestBatch(10_000)).isEqualTo(30);
    assertThat(new TrainingMemory(1_000, 300, 30, 1).bytes()).isLessThanOrEqualTo(10_000);
    assertThat(new TrainingMemory(1_000, 300, 31, 1).bytes()).isGreaterThan(10_000);
    assertThat(memory.advice(10_000)).isEqualTo("a batch of at most 30 images fits");
    assertThat(memory.advice(900)).startsWith("not even one image");
  }

  @Test
  void bigFiguresDoNotOverflow() {
    assertThat(new TrainingMemory(0, 1L << 34, 65_536, 1).bytes()).isEqualTo(1L << 50);
  }

  @Test
  void writesAmountsForPeople() {
    assertThat(TrainingMemory.words(2_500_000)).isEqualTo("2.5 MB");
    assertThat(TrainingMemory.words(512_000_000)).isEqualTo("512 MB");
    assertThat(TrainingMemory.words(1_500_000_000)).isEqualTo("1.5 GB");
    assertThat(new TrainingMemory(1_500_000_000, 1_000_000, 512, 1).described())
        .isEqualTo(
            "2.0 GB (1.5 GB for weights, gradients and optimizer, 512 MB for a batch of 512 images)");
  }

  @Test
  void everyDeviceHoldsTheWeightsAndAPartOfTheBatch() {
    var memory = new TrainingMemory(1_500_000_000, 1_000_000, 1_022, 2);

    assertThat(memory.bytes()).isEqualTo(2_011_000_000);
    assertThat(new TrainingMemory(1_000, 300, 64, 4).largestBatch(10_000)).isEqualTo(120);
    assertThat(new TrainingMemory(0, 1, 65, 4).bytes()).isEqualTo(17);
    assertThat(memory.described())
        .isEqualTo(
            "2.0 GB on each of 2 devices (1.5 GB for weights, gradients and optimizer, 511 MB for a"
                + " batch of 511 images)");
  }
}
