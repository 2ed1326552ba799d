package dev.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import dev.pharos.networks.zoo.Network;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every network of the catalogue against {@link ReferenceNetwork}, on the tensors of a model file
 * written after two steps of training. Large networks have small images, so that plain loops come
 * to an end.
 */
class ZooForwardTest {
  private static final int CLASSES = 10;
  private static final Map<String, Integer> SIZES =
      Map.ofEntries(
          Map.entry("alexnet", 99),
          Map.entry("alexnet-single", 99),
          Map.entry("alexnet-keras", 99),
          Map.entry("zfnet", 96),
          Map.entry("vgg11", 32),
          Map.entry("vgg16", 32),
          Map.entry("vgg19", 32),
          Map.entry("googlenet", 80),
          Map.entry("resnet18", 64),
          Map.entry("resnet34", 48),
          Map.entry("resnet50", 48));
  @TempDir private Path folder;

  static Stream<String> networks() {
    return Networks.all().stream().map(Network::name);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theEngineComputesWhatPlainLoopsDo(String name) throws Exception {
    var network = network(name);
    var file = folder.resolve("model");
    train(network, file);
    var inference = ModelFile.describe(file).network();
    var reference =
        new ReferenceNetwork(
            inference,
            TensorFile.tensor(file, "parameters"),
            TensorFile.tensor(file, "statistics"));

    var pixels = images(inference.input(), 2, 8);
    var scores = engineScores(file, pixels);

    // The second of two images, so that a mix-up within the batch shows.
    int length = pixels.length / 2;
    var image = IntStream.range(length, 2 * length).mapToDouble(i -> pixels[i]).toArray();
    var expected = reference.scores(image);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(largest).isGreaterThan(1e-3);
    for (int c = 0; c < CLASSES; c++) {
      assertThat((double) scores[CLASSES + c])
          .isCloseTo(expected[c], offset(1e-4 * Math.max(1, largest)));
    }
  }

  private static NetworkSpec network(String name) {
    var settings = NetworkSettings.defaults().withClasses(CLASSES);
    var usual = Networks.named(name).card().input();
    int size = SIZES.getOrDefault(name, usual.height());
    return Networks.build(name, settings.withInput(new Shape(usual.channels(), size, size)));
  }

  private static void train(NetworkSpec network, Path file) {
    var labels = IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();
    var optimization = Optimization.sgd(0.001, 0.9).withClipNorm(1);
    try (var trainer = Trainer.create(network, optimization, 3)) {
      for (int step = 0; step < 2; step++) {
        trainer.step(Batch.of(images(network.input(), 2, step), new int[] {1, 7}));
      }
      trainer.saveModel(
          file,
          new ModelDescription(network, labels, JsonNodeFactory.instance.objectNode(), Map.of()));
    }
  }

  private static float[] engineScores(Path file, float[] pixels) {
    try (var classifier = Classifier.load(file)) {
      return classifier.scores(FloatBuffer.wrap(pixels), 2);
    }
  }

  private static float[] images(Shape shape, int count, long seed) {
    var random = new Random(seed);
    var pixels = new float[(int) (count * shape.elements())];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    return pixels;
  }
}
