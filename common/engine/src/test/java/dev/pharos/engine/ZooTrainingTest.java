package dev.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pharos.networks.Shape;
import dev.pharos.networks.zoo.Network;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every network of the catalogue learns at its own size, with its own initialisation: a few steps
 * on three coloured images and the loss has fallen.
 */
class ZooTrainingTest {
  private static final String VGG19 = "pharos.test.vgg19";
  private static final long MOST_BYTES = 4L << 30;
  private static final long LARGE = 100_000_000;

  static Stream<String> networks() {
    return Networks.all().stream().map(Network::name);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theLossFalls(String name) {
    assumeTrue(
        !name.equals("vgg19") || Boolean.getBoolean(VGG19),
        "vgg16 with three more layers; asked for by -D" + VGG19 + "=true");
    var network = Networks.build(name, NetworkSettings.defaults());
    boolean large = network.parameterCount() > LARGE;
    var batch = batch(large ? 2 : 3, network.input(), network.classes());
    int steps = large ? 3 : 5;
    var losses = new ArrayList<Double>();
    try (var trainer = Trainer.create(network, Optimization.sgd(0.005, 0.9).withClipNorm(5), 1)) {
      for (int step = 0; step < steps; step++) {
        losses.add(trainer.step(batch));
      }
    }
    assertThat(losses.get(steps - 1)).as("losses: %s", losses).isLessThan(losses.get(0));
  }

  /** Parameters, gradients and velocities of VGG-16 alone are 1.6 GB. */
  @AfterAll
  static void closingATrainerGivesItsMemoryBack() {
    assertThat(NativeMemory.usedBytes()).isLessThan(MOST_BYTES);
  }

  /** One image red, one green, one blue, with stripes of different width. */
  private static Batch batch(int size, Shape shape, int classes) {
    int pixels = shape.height() * shape.width();
    var values = new float[(int) (size * shape.elements())];
    for (int i = 0; i < values.length; i++) {
      int image = i / (int) shape.elements();
      int channel = i / pixels % shape.channels();
      int column = i % shape.width();
      boolean bright = channel == image % shape.channels() && column / (2 + 3 * image) % 2 == 0;
      values[i] = bright ? 1 : -0.5f;
    }
    return new Batch(FloatBuffer.wrap(values), new int[] {0, classes - 1, classes / 2}, size);
  }
}
