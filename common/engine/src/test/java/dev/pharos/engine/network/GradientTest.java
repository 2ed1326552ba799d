package dev.pharos.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.data.Offset.offset;

import dev.pharos.engine.tensor.NativeBackend;
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
import dev.pharos.networks.MaxPool;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import dev.pharos.networks.Rounding;
import dev.pharos.networks.Shape;
import dev.pharos.networks.SparseConvolution;
import dev.pharos.networks.Subsampling;
import dev.pharos.networks.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Compares gradients of every tensor, in double precision, with the difference quotient of the
 * loss.
 */
class GradientTest {
  private static final Initializer ANY = new Initializer.Constant(0);
  private static final int IMAGES = 3;
  private static final int CLASSES = 4;
  private static final double STEP = 1e-5;
  private static final int SAMPLES = 4;

  @BeforeAll
  static void load() {
    NativeBackend.load();
  }

  static Stream<LayerSpec> layers() {
    var connections = new ConnectionTable(List.of(List.of(0, 2), List.of(1), List.of(0, 1, 2)));
    return Stream.of(
        new Convolution(4, Window.of(3, 1, 0), ANY, ANY),
        new Convolution(4, Window.of(3, 1, 1), ANY, null),
        new Convolution(4, Window.of(3, 2, 1), ANY, ANY),
        new Convolution(4, Window.of(4, 2, 0).floored(), ANY, ANY),
        new Convolution(4, Window.of(1, 1, 0), ANY, ANY),
        new Convolution(4, Window.of(1, 2, 0), ANY, null),
        new Convolution(4, Window.of(5, 1, 2), ANY, ANY),
        new Convolution(4, Window.of(7, 1, 0), ANY, ANY),
        new Convolution(2, new Window(3, 1, 2, 2, Rounding.EXACT), ANY, ANY),
        new Convolution(2, new Window(3, 2, 1, 2, Rounding.EXACT), ANY, ANY),
        new Convolution(6, Window.of(3, 1, 1), 3, ANY, ANY),
        new Convolution(3, Window.of(3, 2, 0), 3, ANY, null),
        new Convolution(6, new Window(3, 1, 1, 2, Rounding.EXACT), 3, ANY, ANY),
        new SparseConvolution(connections, Window.of(3, 1, 0), ANY, ANY),
        new SparseConvolution(connections, Window.of(3, 2, 1), ANY, ANY),
        new Subsampling(Window.of(2, 2, 0).floored(), ANY, ANY),
        new Subsampling(Window.of(3, 2, 0), ANY, ANY),
        new MaxPool(Window.of(3, 2, 0)),
        new MaxPool(Window.of(3, 2, 1)),
        new MaxPool(Window.of(2, 2, 0).floored()),
        new MaxPool(Window.of(2, 2, 0).ceiled()),
        new MaxPool(Window.of(4, 3, 1).ceiled()),
        new MaxPool(Window.of(2, 4, 0).ceiled()),
        new MaxPool(new Window(2, 1, 0, 2, Rounding.EXACT)),
        new MaxPool(new Window(3, 2, 1, 2, Rounding.CEIL)),
        new AveragePool(Window.of(3, 2, 1)),
        new AveragePool(Window.of(2, 2, 0).floored()),
        new AveragePool(Window.of(2, 2, 0).ceiled()),
        new AveragePool(Window.of(4, 3, 1).ceiled()),
        new AveragePool(Window.of(4, 2, 0).ceiled()),
        new AveragePool(new Window(2, 1, 0, 2, Rounding.EXACT)),
        new AveragePool(new Window(3, 2, 1, 2, Rounding.CEIL)),
        new GlobalAveragePool(),
        new BatchNormalization(0.01, 0.9),
        new Dense(5, ANY, null),
        new Dropout(0.4),
        new Activation(ActivationFunction.TANH));
  }

  /** As the first layer, which needs no gradient of its input, and behind another. */
  @ParameterizedTest
  @MethodSource("layers")
  void gradientsAreThoseOfTheLoss(LayerSpec layer) {
    check(network(new Shape(3, 7, 7), layer));
    check(network(new Shape(2, 7, 7), new Convolution(3, Window.of(3, 1, 1), ANY, ANY), layer));
  }

  /** What runs in use, on oneDNN where it is there, does what was checked in double precision. */
  @ParameterizedTest
  @MethodSource("layers")
  void singlePrecisionComesToTheSame(LayerSpec layer) {
    for (var network :
        List.of(
            network(new Shape(3, 7, 7), layer),
            network(new Shape(2, 7, 7), new Convolution(3, Window.of(3, 1, 1), ANY, ANY), layer))) {
      assumeThat(layer).isNotInstanceOf(Dropout.class); // draws other numbers
      var exact = run(network, DataType.DOUBLE);
      var single = run(network, DataType.FLOAT);
      for (int i = 0; i < exact.length; i++) {
        assertThat(single[i])
            .as("value %d of scores and gradients of %s", i, layer)
            .isCloseTo(exact[i], offset(2e-4 * Math.max(1, Math.abs(exact[i]))));
      }
    }
  }

  /** Scores, then gradients. */
  private static double[] run(NetworkSpec network, DataType type) {
    var random = new Random(9);
    try (var compiled = CompiledNetwork.forTraining(network, type, 3, Set.of())) {
      fill(compiled.parameters(), random);
      compiled.statistics().assign(0.8);
      var shape = network.input();
      var images = Nd4j.create(type, IMAGES, shape.channels(), shape.height(), shape.width());
      fill(images, random);
      compiled.gradients(images, 1, GradientTest::loss);
      return DoubleStream.concat(
              Arrays.stream(compiled.scores(images).dup('c').data().asDouble()),
              Arrays.stream(compiled.gradients().dup().data().asDouble()))
          .toArray();
    }
  }

  @ParameterizedTest
  @EnumSource(ActivationFunction.class)
  void gradientsThroughActivationsAreThoseOfTheLoss(ActivationFunction function) {
    check(
        network(
            new Shape(1, 7, 7),
            new Convolution(3, Window.of(3, 1, 0), ANY, ANY),
            new Activation(function),
            new Dense(6, ANY, ANY),
            new Activation(function)));
  }

  @Test
  void gradientsOfNormalisedVectorsAreThoseOfTheLoss() {
    check(
        network(
            new Shape(1, 5, 5),
            new Dense(6, ANY, null),
            new BatchNormalization(0.01, 0.9),
            new Activation(ActivationFunction.TANH)));
  }

  /** Whether the function is part of the layer before it, or has that layer's output to share. */
  @ParameterizedTest
  @EnumSource(ActivationFunction.class)
  void anOutputWithSeveralUsersGetsTheSumOfTheirGradients(ActivationFunction function) {
    check(
        graph(
            conv("a", "input"),
            node("b", new Activation(function), "a"),
            conv("c", "b"),
            node("add", new Addition(), "a", "c", "b", "a"),
            node("add-function", new Activation(function), "add"),
            node("pool", new MaxPool(Window.of(3, 2, 1)), "add-function"),
            conv("d", "add-function"),
            node("d-pool", new AveragePool(Window.of(3, 2, 1)), "d"),
            node("both", new Concatenation(), "pool", "d-pool", "pool"),
            node("both-function", new Activation(function), "both"),
            node("mean", new GlobalAveragePool(), "both-function"),
            node("scores", new Dense(CLASSES, ANY, ANY), "mean")));
  }

  @Test
  void layersMayShareTheImageAndJoinWithIt() {
    check(
        graph(
            node("pool", new MaxPool(Window.of(3, 1, 1)), "input"),
            conv("a", "pool"),
            conv("b", "input"),
            node("all", new Concatenation(), "input", "a", "b", "pool"),
            node("norm", new BatchNormalization(0.01, 0.9), "all"),
            node("sum", new Addition(), "a", "b"),
            node("more", new Concatenation(), "norm", "sum"),
            node("one", new Concatenation(), "more"),
            node("scores", new Dense(CLASSES, ANY, ANY), "one")));
  }

  @Test
  void auxiliaryHeadsAddTheirWeightedLosses() {
    var nodes =
        List.of(
            conv("a", "input"),
            node("a-tanh", new Activation(ActivationFunction.TANH), "a"),
            node("aux1-mean", new GlobalAveragePool(), "a-tanh"),
            node("aux1", new Dense(CLASSES, ANY, ANY), "aux1-mean"),
            conv("b", "a-tanh"),
            node("aux2", new Dense(CLASSES, ANY, ANY), "b"),
            // The only layer that uses an auxiliary output must not overwrite it.
            node("aux2-tanh", new Activation(ActivationFunction.TANH), "aux2"),
            node("b-mean", new GlobalAveragePool(), "b"),
            node("join", new Concatenation(), "b-mean", "aux2-tanh"),
            node("scores", new Dense(CLASSES, ANY, ANY), "join"));
    var heads = List.of(new AuxiliaryHead("aux1", 0.3), new AuxiliaryHead("aux2", 0.7));
    check(new NetworkSpec("heads", new Shape(2, 7, 7), CLASSES, nodes, heads));
  }

  @Test
  void whatLiesBehindFrozenLayersGetsItsGradientsAndTheFrozenNone() {
    var network =
        graph(
            conv("a", "input"),
            node("norm", new BatchNormalization(0.01, 0.9), "a"),
            conv("b", "norm"),
            conv("c", "norm"),
            node("drop", new Dropout(0.5), "norm"),
            node("sum", new Addition(), "norm", "b", "c", "drop", "norm"),
            node("twice", new Concatenation(), "norm", "sum", "b"),
            node("scores", new Dense(CLASSES, ANY, ANY), "twice"));
    check(network, Set.of("a", "norm", "b"));
  }

  private static Node conv(String name, String input) {
    return node(name, new Convolution(3, Window.of(3, 1, 1), ANY, ANY), input);
  }

  private static Node node(String name, LayerSpec layer, String... inputs) {
    return new Node(name, List.of(inputs), layer);
  }

  private static NetworkSpec graph(Node... nodes) {
    return new NetworkSpec("graph", new Shape(2, 7, 7), CLASSES, List.of(nodes));
  }

  private static NetworkSpec network(Shape input, LayerSpec... layers) {
    var nodes = new ArrayList<Node>();
    var last = NetworkSpec.INPUT;
    for (var layer : layers) {
      nodes.add(new Node("layer" + nodes.size(), List.of(last), layer));
      last = "layer" + (nodes.size() - 1);
    }
    nodes.add(new Node("scores", List.of(last), new Dense(CLASSES, ANY, ANY)));
    return new NetworkSpec("checked", input, CLASSES, nodes);
  }

  private static void check(NetworkSpec network) {
    check(network, Set.of());
  }

  private static void check(NetworkSpec network, Set<String> frozen) {
    var random = new Random(7);
    try (var compiled = CompiledNetwork.forTraining(network, DataType.DOUBLE, 3, frozen)) {
      var parameters = compiled.parameters();
      fill(parameters, random);
      compiled.statistics().assign(0.8);
      var shape = network.input();
      var images =
          Nd4j.create(DataType.DOUBLE, IMAGES, shape.channels(), shape.height(), shape.width());
      fill(images, random);

      compiled.gradients(images, 1, GradientTest::loss);
      var gradients = compiled.gradients().dup();

      for (var segment : compiled.segments()) {
        long stride = Math.max(1, segment.length() / SAMPLES);
        for (long i = 0; i < segment.length(); i += stride) {
          long at = segment.offset() + i;
          double value = parameters.getDouble(at);
          double above = loss(compiled, images, at, value + STEP);
          double below = loss(compiled, images, at, value - STEP);
          parameters.putScalar(at, value);
          double quotient = frozen.contains(segment.layer()) ? 0 : (above - below) / (2 * STEP);
          assertThat(gradients.getDouble(at))
              .as(
                  "gradient %d of %s %s of %s",
                  i, segment.layer(), segment.tensor().name(), network.nodes())
              .isCloseTo(quotient, offset(1e-6 * Math.max(1, Math.abs(quotient))));
        }
      }
    }
  }

  private static double loss(CompiledNetwork compiled, INDArray images, long at, double value) {
    compiled.parameters().putScalar(at, value);
    return compiled.gradients(images, 1, GradientTest::loss);
  }

  private static void fill(INDArray tensor, Random random) {
    for (long i = 0; i < tensor.length(); i++) {
      tensor.putScalar(i, random.nextGaussian() * 0.4);
    }
  }

  /** A smooth loss that weighs every score differently. */
  private static double loss(INDArray scores, INDArray gradient) {
    double loss = 0;
    for (int i = 0; i < scores.length(); i++) {
      double score = scores.getDouble(i);
      double weight = 1 + 0.3 * i;
      loss += weight * Math.sin(score);
      gradient.putScalar(i, weight * Math.cos(score));
    }
    return loss;
  }
}
