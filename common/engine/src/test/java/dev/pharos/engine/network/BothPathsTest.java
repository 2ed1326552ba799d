package dev.pharos.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pharos.engine.onednn.OneDnn;
import dev.pharos.engine.tensor.NativeBackend;
import dev.pharos.engine.tensor.Tensors;
import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.Addition;
import dev.pharos.networks.AuxiliaryHead;
import dev.pharos.networks.AveragePool;
import dev.pharos.networks.BatchNormalization;
import dev.pharos.networks.Concatenation;
import dev.pharos.networks.ConnectionTable;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dense;
import dev.pharos.networks.Dropout;
import dev.pharos.networks.GlobalAveragePool;
import dev.pharos.networks.Initializer;
import dev.pharos.networks.LayerSpec;
import dev.pharos.networks.LocalResponseNormalization;
import dev.pharos.networks.MaxPool;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import dev.pharos.networks.Shape;
import dev.pharos.networks.SparseConvolution;
import dev.pharos.networks.Subsampling;
import dev.pharos.networks.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The ordinary layers are the oracle of the networks on oneDNN's layouts: scores, gradients and
 * statistics of both are the same, dropout's masks to the bit.
 */
class BothPathsTest {
  private static final Initializer ANY = new Initializer.Constant(0);
  private static final int CLASSES = 5;

  /** Full blocks of 16 maps, two towers, overlapping pooling, normalisation, dropout. */
  private static final NetworkSpec TOWERS =
      network(
          new Shape(3, 31, 31),
          node("conv1", new Convolution(32, Window.of(5, 2, 0), ANY, ANY), "input"),
          node("relu1", new Activation(ActivationFunction.RELU), "conv1"),
          node("norm1", LocalResponseNormalization.ofAlexNet(), "relu1"),
          node("pool1", new MaxPool(Window.of(2, 2, 0)), "norm1"),
          node("conv2", new Convolution(64, Window.of(5, 1, 2), 2, ANY, ANY), "pool1"),
          node("relu2", new Activation(ActivationFunction.LEAKY_RELU), "conv2"),
          node("conv3", new Convolution(64, Window.of(3, 1, 1), ANY, ANY), "relu2"),
          node("relu3", new Activation(ActivationFunction.RELU), "conv3"),
          node("conv4", new Convolution(32, Window.of(3, 1, 1), 2, ANY, null), "relu3"),
          node("drop4", new Dropout(0.4), "conv4"),
          node("pool4", new AveragePool(Window.of(3, 2, 0)), "drop4"),
          node("fc5", new Dense(48, ANY, ANY), "pool4"),
          node("relu5", new Activation(ActivationFunction.RELU), "fc5"),
          node("drop5", new Dropout(0.5), "relu5"),
          node("scores", new Dense(CLASSES, ANY, ANY), "drop5"));

  /** Residual blocks, joins of full and of cut blocks, auxiliary head, all activation functions. */
  private static final NetworkSpec BRANCHES =
      new NetworkSpec(
          "branches",
          new Shape(4, 14, 14),
          CLASSES,
          List.of(
              node("conv1", new Convolution(32, Window.of(3, 1, 1), ANY, null), "input"),
              node("norm1", BatchNormalization.usual(), "conv1"),
              node("relu1", new Activation(ActivationFunction.RELU), "norm1"),
              node("conv2", new Convolution(32, Window.of(3, 1, 1), ANY, null), "relu1"),
              node("norm2", BatchNormalization.usual(), "conv2"),
              node("sum", new Addition(), "norm2", "relu1"),
              node("relu2", new Activation(ActivationFunction.RELU), "sum"),
              node("a", new Convolution(16, Window.of(1, 1, 0), ANY, ANY), "relu2"),
              node("tanh", new Activation(ActivationFunction.SCALED_TANH), "a"),
              node("b", new Convolution(24, Window.of(5, 1, 2), ANY, ANY), "relu2"),
              node("sigmoid", new Activation(ActivationFunction.SIGMOID), "b"),
              node("c", new MaxPool(Window.of(3, 1, 1)), "relu2"),
              node("full", new Concatenation(), "tanh", "c"),
              node("cut", new Concatenation(), "full", "sigmoid", "tanh"),
              node("leaky", new Activation(ActivationFunction.LEAKY_RELU), "cut"),
              node("aux-mean", new GlobalAveragePool(), "full"),
              node("aux", new Dense(CLASSES, ANY, ANY), "aux-mean"),
              node("mean", new GlobalAveragePool(), "leaky"),
              node("scores", new Dense(CLASSES, ANY, null), "mean")),
          List.of(new AuxiliaryHead("aux", 0.3)));

  /** What LeNet-5 has, on maps that do not fill a block, and functions fused and on their own. */
  private static final NetworkSpec SQUASHED =
      network(
          new Shape(1, 20, 20),
          node("conv1", new Convolution(6, Window.of(5, 1, 0), ANY, ANY), "input"),
          node("squash1", new Activation(ActivationFunction.SCALED_TANH), "conv1"),
          node("sub2", new Subsampling(Window.of(2, 2, 0), ANY, ANY), "squash1"),
          node("squash2", new Activation(ActivationFunction.SCALED_TANH), "sub2"),
          node(
              "sparse3",
              new SparseConvolution(
                  new ConnectionTable(
                      List.of(List.of(0, 1, 2), List.of(3), List.of(1, 4, 5), List.of(0, 5))),
                  Window.of(3, 1, 1),
                  ANY,
                  ANY),
              "squash2"),
          node("tanh3", new Activation(ActivationFunction.TANH), "sparse3"),
          node("pool4", new MaxPool(Window.of(2, 2, 0)), "tanh3"),
          node("squash4", new Activation(ActivationFunction.SCALED_TANH), "pool4"),
          node("sub5", new Subsampling(Window.of(2, 2, 0), ANY, ANY), "squash4"),
          node("fc6", new Dense(24, ANY, ANY), "sub5"),
          node("squash6", new Activation(ActivationFunction.SCALED_TANH), "fc6"),
          node("scores", new Dense(CLASSES, ANY, ANY), "squash6"));

  /**
   * Batch normalisation that is folded into a convolution when predicting: with biases, groups and
   * strides, before sums and functions; and after convolutions where it is not, because another
   * layer reads them or oneDNN cannot fuse the function.
   */
  private static final NetworkSpec FOLDED =
      network(
          new Shape(3, 25, 25),
          node("conv1", new Convolution(32, Window.of(3, 1, 1), ANY, ANY), "input"),
          node("norm1", new BatchNormalization(1e-3, 0.8), "conv1"),
          node("leaky1", new Activation(ActivationFunction.LEAKY_RELU), "norm1"),
          node("conv2", new Convolution(48, Window.of(3, 2, 1), 2, ANY, ANY), "leaky1"),
          node("norm2", BatchNormalization.usual(), "conv2"),
          node("shortcut", new Convolution(48, Window.of(1, 2, 0), ANY, null), "leaky1"),
          node("norm-shortcut", BatchNormalization.usual(), "shortcut"),
          node("sum", new Addition(), "norm2", "norm-shortcut"),
          node("relu", new Activation(ActivationFunction.RELU), "sum"),
          node("conv3", new Convolution(48, Window.of(3, 1, 1), ANY, null), "relu"),
          node("norm3", BatchNormalization.usual(), "conv3"),
          node("again", new Addition(), "norm3", "relu"),
          node("conv4", new Convolution(20, Window.of(3, 1, 1), ANY, ANY), "again"),
          node("norm4", BatchNormalization.usual(), "conv4"),
          node("tanh4", new Activation(ActivationFunction.SCALED_TANH), "norm4"),
          node("conv5", new Convolution(20, Window.of(1, 1, 0), ANY, ANY), "tanh4"),
          node("norm5", BatchNormalization.usual(), "conv5"),
          node("sigmoid5", new Activation(ActivationFunction.SIGMOID), "norm5"),
          node("both", new Addition(), "sigmoid5", "conv5"),
          node("norm6", BatchNormalization.usual(), "both"),
          node("mean", new GlobalAveragePool(), "norm6"),
          node("scores", new Dense(CLASSES, ANY, ANY), "mean"));

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

  static List<NetworkSpec> networks() {
    return List.of(TOWERS, BRANCHES, SQUASHED, FOLDED);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void bothComeToTheSame(NetworkSpec network) {
    var blocked = run(network, Set.of(), 7);
    System.setProperty(OneDnn.WINOGRAD, "off");
    var direct = run(network, Set.of(), 7);
    System.setProperty(OneDnn.SETTING, "off");
    var portable = run(network, Set.of(), 7);

    assertNear(direct, portable, 2e-5);
    assertNear(blocked, portable, 5e-4);
  }

  @Test
  void frozenLayersAreFrozenOnBoth() {
    var frozen = Set.of("conv1", "norm1", "relu1");
    var blocked = run(BRANCHES, frozen, 4);
    System.setProperty(OneDnn.SETTING, "off");

    assertNear(blocked, run(BRANCHES, frozen, 4), 5e-4);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theSameRunGivesTheSameBits(NetworkSpec network) {
    assertThat(run(network, Set.of(), 6)).isEqualTo(run(network, Set.of(), 6));
  }

  @Test
  void oneNetworkServesBatchesOfManySizesInTurn() {
    try (var compiled = CompiledNetwork.forInference(TOWERS)) {
      fill(compiled.parameters(), 0.08, new Random(3));
      var images = images(TOWERS, 40, new Random(4));
      var together = floats(compiled.scores(images));
      for (int size = 1; size <= 16; size++) {
        var some = floats(compiled.scores(first(images, size)));
        for (int i = 0; i < some.length; i++) {
          assertThat(some[i]).isCloseTo(together[i], within(1e-3f, together[i]));
        }
      }
      assertThat(floats(compiled.scores(images))).isEqualTo(together);
    }
  }

  /** Dense layers have a layout of their own there. */
  @ParameterizedTest
  @MethodSource("networks")
  void bothPredictTheSameOfLargeBatches(NetworkSpec network) {
    var blocked = predictions(network, 33);
    System.setProperty(OneDnn.SETTING, "off");

    assertNear(new float[][] {blocked}, new float[][] {predictions(network, 33)}, 5e-4);
  }

  private static float[] predictions(NetworkSpec network, int batch) {
    var random = new Random(9);
    try (var compiled = CompiledNetwork.forInference(network)) {
      fill(compiled.parameters(), 0.08, random);
      fillStatistics(compiled, random);
      return floats(compiled.scores(images(network, batch, random)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 40})
  void changedParametersChangeTheNextAnswer(int batch) {
    try (var compiled = CompiledNetwork.forInference(TOWERS)) {
      var images = images(TOWERS, batch, new Random(4));
      fill(compiled.parameters(), 0.08, new Random(3));
      var before = floats(compiled.scores(images));
      fill(compiled.parameters(), 0.08, new Random(5));

      assertThat(floats(compiled.scores(images))).isNotEqualTo(before);
      fill(compiled.parameters(), 0.08, new Random(3));
      assertThat(floats(compiled.scores(images))).isEqualTo(before);
    }
  }

  @Test
  void changedStatisticsChangeTheNextAnswer() {
    try (var compiled = CompiledNetwork.forInference(FOLDED)) {
      var images = images(FOLDED, 2, new Random(4));
      fill(compiled.parameters(), 0.3, new Random(3));
      fillStatistics(compiled, new Random(6));
      var before = floats(compiled.scores(images));
      fillStatistics(compiled, new Random(7));

      assertThat(floats(compiled.scores(images))).isNotEqualTo(before);
      fillStatistics(compiled, new Random(6));
      assertThat(floats(compiled.scores(images))).isEqualTo(before);
    }
  }

  /** Scores, loss, gradients, scores, statistics, and scores with those. */
  private static float[][] run(NetworkSpec network, Set<String> frozen, int batch) {
    var random = new Random(9);
    try (var compiled = CompiledNetwork.forTraining(network, DataType.FLOAT, 3, frozen)) {
      fill(compiled.parameters(), 0.08, random);
      fillStatistics(compiled, random);
      var images = images(network, batch, random);
      var before = floats(compiled.scores(images));
      double loss = compiled.gradients(images, 1, BothPathsTest::loss);
      var gradients = floats(compiled.gradients());
      var between = floats(compiled.scores(images));
      compiled.commit();
      return new float[][] {
        before,
        {(float) loss, (float) compiled.outputLoss()},
        gradients,
        between,
        floats(compiled.statistics()),
        floats(compiled.scores(images))
      };
    }
  }

  private static void assertNear(float[][] actual, float[][] expected, double tolerance) {
    for (int part = 0; part < expected.length; part++) {
      assertThat(actual[part]).hasSameSizeAs(expected[part]);
      float largest = 0;
      for (float value : expected[part]) {
        largest = Math.max(largest, Math.abs(value));
      }
      for (int i = 0; i < expected[part].length; i++) {
        assertThat(actual[part][i])
            .as("value %d of part %d", i, part)
            .isCloseTo(expected[part][i], within((float) tolerance, largest));
      }
    }
  }

  private static Offset<Float> within(float share, float of) {
    return Offset.offset(share * Math.max(1e-3f, Math.abs(of)));
  }

  private static double loss(INDArray scores, INDArray gradient) {
    double loss = 0;
    var values = floats(scores);
    for (int i = 0; i < values.length; i++) {
      double weight = 1 + 0.3 * i;
      loss += weight * Math.sin(values[i]);
      values[i] = (float) (weight * Math.cos(values[i]));
    }
    Tensors.floats(gradient).put(values);
    return loss;
  }

  private static INDArray images(NetworkSpec network, int count, Random random) {
    var shape = network.input();
    var images =
        Tensors.zeros(DataType.FLOAT, count, shape.channels(), shape.height(), shape.width());
    fill(images, 1, random);
    return images;
  }

  private static INDArray first(INDArray images, int count) {
    var some = Tensors.zeros(DataType.FLOAT, count, images.size(1), images.size(2), images.size(3));
    Tensors.floats(some).put(Arrays.copyOf(floats(images), (int) some.length()));
    return some;
  }

  private static void fill(INDArray tensor, double scale, Random random) {
    var values = new float[(int) tensor.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * scale);
    }
    Tensors.floats(tensor).put(values);
  }

  /** Means and variances of 0.5 to 1.5. */
  private static void fillStatistics(CompiledNetwork compiled, Random random) {
    var values = new float[(int) compiled.statistics().length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.5f + random.nextFloat();
    }
    Tensors.floats(compiled.statistics()).put(values);
  }

  private static float[] floats(INDArray tensor) {
    var values = new float[(int) tensor.length()];
    Tensors.floats(tensor).get(values);
    return values;
  }

  private static Node node(String name, LayerSpec layer, String... inputs) {
    return new Node(name, List.of(inputs), layer);
  }

  private static NetworkSpec network(Shape input, Node... nodes) {
    return new NetworkSpec("towers", input, CLASSES, List.of(nodes));
  }
}
