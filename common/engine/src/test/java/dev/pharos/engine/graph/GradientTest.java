package dev.pharos.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.pharos.engine.tensor.NativeBackend;
import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.AveragePool;
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
import dev.pharos.networks.Shape;
import dev.pharos.networks.SparseConvolution;
import dev.pharos.networks.Subsampling;
import dev.pharos.networks.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
        new Convolution(6, Window.of(3, 1, 1), 3, ANY, ANY),
        new SparseConvolution(connections, Window.of(3, 1, 0), ANY, ANY),
        new Subsampling(Window.of(2, 2, 0).floored(), ANY, ANY),
        new Subsampling(Window.of(3, 2, 0), ANY, ANY),
        new MaxPool(Window.of(3, 2, 0)),
        new MaxPool(Window.of(2, 2, 0).floored()),
        new AveragePool(Window.of(3, 2, 1)),
        new GlobalAveragePool(),
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
  void aLayerWithTwoUsersGetsTheSumOfTheirGradients() {
    var input = List.of(NetworkSpec.INPUT);
    var nodes =
        List.of(
            new Node("a", input, new Convolution(3, Window.of(3, 1, 1), ANY, ANY)),
            new Node("b", List.of("a"), new Activation(ActivationFunction.TANH)),
            new Node("c", List.of("b"), new GlobalAveragePool()),
            new Node("scores", List.of("c"), new Dense(CLASSES, ANY, ANY)));
    check(new NetworkSpec("shared", new Shape(2, 7, 7), CLASSES, nodes));
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
    var random = new Random(7);
    try (var compiled = CompiledNetwork.forTraining(network, DataType.DOUBLE, 3, Set.of())) {
      var parameters = compiled.parameters();
      fill(parameters, random);
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
          double quotient = (above - below) / (2 * STEP);
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
      tensor.putScalar(i, random.nextGaussian() * 0.6);
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
