package dev.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pharos.engine.graph.ScoreLoss;
import dev.pharos.engine.graph.Segment;
import dev.pharos.engine.network.CompiledNetwork;
import dev.pharos.engine.onednn.OneDnn;
import dev.pharos.engine.tensor.NativeBackend;
import dev.pharos.engine.tensor.Tensors;
import dev.pharos.networks.BatchNormalization;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import dev.pharos.networks.zoo.Network;
import dev.pharos.networks.zoo.NetworkSettings;
import dev.pharos.networks.zoo.Networks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradients of every network of the catalogue, on oneDNN's layouts and as a graph of ordinary
 * layers, tensor by tensor. Dropout's masks are the same on both, so that nothing is left out.
 */
class ZooPathsTest {
  private static final int CLASSES = 10;
  private static final int IMAGES = 3;
  private static final Map<String, Integer> SIZES =
      Map.ofEntries(
          Map.entry("alexnet", 99),
          Map.entry("alexnet-single", 99),
          Map.entry("alexnet-keras", 99),
          Map.entry("zfnet", 96),
          Map.entry("vgg11", 32),
          Map.entry("vgg16", 32),
          Map.entry("googlenet", 80),
          Map.entry("resnet18", 64),
          Map.entry("resnet50", 48));

  /**
   * Networks so deep that some value before a rectifier is as near to 0 as rounding, and has
   * another sign on the other path.
   */
  private static final Map<String, Double> FLIPS = Map.of("googlenet", 0.05, "resnet50", 0.05);

  /** Deeper siblings of what is there, of the same layers. */
  private static final Set<String> DEEPER = Set.of("vgg19", "resnet34");

  static Stream<String> networks() {
    return Networks.all().stream().map(Network::name).filter(name -> !DEEPER.contains(name));
  }

  private static NetworkSpec small(String name) {
    var usual = Networks.named(name).card().input();
    int size = SIZES.getOrDefault(name, usual.height());
    return Networks.build(
        name,
        NetworkSettings.defaults()
            .withClasses(CLASSES)
            .withInput(new Shape(usual.channels(), size, size)));
  }

  @BeforeEach
  void needsTheLibrary() {
    NativeBackend.load();
    assumeThat(OneDnn.forNetworks()).isPresent();
  }

  @AfterEach
  void restore() {
    System.clearProperty(OneDnn.SETTING);
    System.clearProperty(OneDnn.WINOGRAD);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void bothPathsHaveTheSameGradients(String name) {
    var network = small(name);
    // Winograd's rounding is thousands of times coarser, and a deep network amplifies it.
    System.setProperty(OneDnn.WINOGRAD, "off");
    var blocked = gradients(network);
    System.setProperty(OneDnn.SETTING, "off");
    var ordinary = gradients(network);

    assertThat(blocked.keySet()).isEqualTo(ordinary.keySet());
    ordinary.forEach(
        (tensor, expected) ->
            assertThat(distance(blocked.get(tensor), expected))
                .as(tensor)
                .isLessThan(FLIPS.getOrDefault(name, 5e-5)));
  }

  static Stream<String> normalizedNetworks() {
    return networks().filter(name -> normalizes(small(name)));
  }

  private static boolean normalizes(NetworkSpec network) {
    return network.nodes().stream().anyMatch(node -> node.layer() instanceof BatchNormalization);
  }

  /** Predicting, batch normalisation is folded into the convolutions before it. */
  @ParameterizedTest
  @MethodSource("normalizedNetworks")
  void bothPathsPredictTheSame(String name) {
    var network = small(name);
    var fast = scores(network);
    System.setProperty(OneDnn.WINOGRAD, "off");
    var direct = scores(network);
    System.setProperty(OneDnn.SETTING, "off");
    var ordinary = scores(network);

    assertThat(distance(direct, ordinary)).isLessThan(5e-5);
    assertThat(distance(fast, ordinary)).isLessThan(2e-3);
  }

  private static float[] scores(NetworkSpec network) {
    try (var compiled = CompiledNetwork.forInference(network)) {
      Initialization.fill(Tensors.floats(compiled.parameters()), compiled.segments(), 5);
      var random = new Random(6);
      var statistics = Tensors.floats(compiled.statistics());
      while (statistics.hasRemaining()) {
        statistics.put(0.5f + random.nextFloat());
      }
      var images = images(network.input());
      var scores = compiled.scores(images);
      var values = new float[(int) scores.length()];
      Tensors.floats(scores).get(values);
      images.close();
      return values;
    }
  }

  /** The gradient of each tensor of parameters, by name, and the loss. */
  private static Map<String, float[]> gradients(NetworkSpec network) {
    try (var compiled = CompiledNetwork.forTraining(network, DataType.FLOAT, 3, Set.of())) {
      var segments = compiled.segments();
      Initialization.fill(Tensors.floats(compiled.parameters()), segments, 5);
      Initialization.fill(Tensors.floats(compiled.statistics()), compiled.statisticsSegments(), 5);
      var images = images(network.input());
      double loss = compiled.gradients(images, 1, loss());
      var all = new LinkedHashMap<String, float[]>();
      all.put("loss", new float[] {(float) loss});
      for (var segment : segments) {
        all.put(segment.layer() + "/" + segment.tensor().name(), values(compiled, segment));
      }
      images.close();
      return all;
    }
  }

  private static float[] values(CompiledNetwork compiled, Segment segment) {
    var values = new float[(int) segment.length()];
    Tensors.floats(compiled.gradients()).get((int) segment.offset(), values);
    return values;
  }

  private static ScoreLoss loss() {
    var labels = IntStream.range(0, IMAGES).map(image -> 3 * image).toArray();
    return (scores, gradient) -> {
      var values = new float[(int) scores.length()];
      Tensors.floats(scores).get(values);
      double loss =
          CrossEntropy.lossAndGradient(values, Batch.of(new float[0], labels), CLASSES, 0);
      Tensors.floats(gradient).put(values);
      return loss;
    };
  }

  private static INDArray images(Shape shape) {
    var random = new Random(8);
    var images =
        Tensors.zeros(DataType.FLOAT, IMAGES, shape.channels(), shape.height(), shape.width());
    var values = new float[(int) images.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    Tensors.floats(images).put(values);
    return images;
  }

  /** The length of the difference, as a share of the expected one's. */
  private static double distance(float[] actual, float[] expected) {
    double difference = 0;
    double length = 0;
    for (int i = 0; i < expected.length; i++) {
      double d = actual[i] - expected[i];
      difference += d * d;
      length += (double) expected[i] * expected[i];
    }
    return Math.sqrt(difference / Math.max(length, 1e-12));
  }
}
