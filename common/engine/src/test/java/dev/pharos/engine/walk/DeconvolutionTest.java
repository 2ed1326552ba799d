package dev.pharos.engine.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.Addition;
import dev.pharos.networks.BatchNormalization;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dense;
import dev.pharos.networks.Initializer;
import dev.pharos.networks.MaxPool;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import dev.pharos.networks.Shape;
import dev.pharos.networks.Window;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers worked by hand. */
class DeconvolutionTest {
  private static final Initializer ZERO = new Initializer.Constant(0);
  private static final Activation RELU = new Activation(ActivationFunction.RELU);

  @Test
  void unpoolsWhereTheMaximumWasRectifiesAndAppliesTheTransposedFilter() {
    var network =
        new NetworkSpec(
            "hand",
            new Shape(1, 3, 5),
            2,
            List.of(
                new Node("c", List.of("input"), new Convolution(1, Window.of(2, 1, 0), ZERO, ZERO)),
                new Node("r", List.of("c"), RELU),
                new Node("p", List.of("r"), new MaxPool(Window.of(2, 2, 0))),
                new Node("fc", List.of("p"), new Dense(2, ZERO, null))));
    try (var walked = new WalkedNetwork(network)) {
      // Filter [1 2; 3 -1], bias 10, which the way back leaves out; fc: 1 -1 / 2 0.5.
      walked.parameters().put(new float[] {1, 2, 3, -1, 10, 1, -1, 2, 0.5f});
      var image = new float[] {0, 1, 0, 0, 2, 1, 0, 0, 1, 0, 0, 0, 2, 0, 0};

      walked.forward(FloatBuffer.wrap(image), 1, "fc");

      // c, row 0: 1*0 + 2*1 + 3*1 - 1*0 = 5; 1; -1; 7, each + 10; row 1: 1, -2, 8, 1, + 10.
      assertThat(walked.output("c")).containsExactly(15, 11, 9, 17, 11, 8, 18, 11);
      assertThat(walked.output("p")).containsExactly(15, 18);
      assertThat(walked.output("fc")).containsExactly(-3, 39);

      // p (0, 1) is 18, from c (1, 2): the filter, 18 times, over rows 1-2 and columns 2-3.
      assertThat(new Deconvolution(walked).project("p", 0, 0, 1))
          .containsExactly(0, 0, 0, 0, 0, 0, 0, 18, 36, 0, 0, 0, 54, -18, 0);

      // fc 0 is -3: to p it is -3 and 3; rectified 0 and 3; the filter 3 times in the same place.
      assertThat(new Deconvolution(walked).project("fc", 0, 0, 0))
          .containsExactly(0, 0, 0, 0, 0, 0, 0, 3, 6, 0, 0, 0, 9, -3, 0);
    }
  }

  @Test
  void batchNormalisationIsAFactorAndBranchesAddUp() {
    var network =
        new NetworkSpec(
            "branches",
            new Shape(1, 1, 1),
            2,
            List.of(
                new Node("a", List.of("input"), new Dense(2, ZERO, null)),
                new Node("n", List.of("a"), new BatchNormalization(0.0001, 0.9)),
                new Node("sum", List.of("n", "a"), new Addition())));
    try (var walked = new WalkedNetwork(network)) {
      // a = (2, -1) x; scale 6 and 1, shift 5 and 0, mean 1 and 0, variance 4 and 1.
      walked.parameters().put(new float[] {2, -1, 6, 1, 5, 0});
      walked.statistics().put(new float[] {1, 0, 3.9999f, 0.9999f});

      walked.forward(FloatBuffer.wrap(new float[] {3}), 1, "sum");

      // n0 = 6 * (6 - 1) / 2 + 5 = 20, sum0 = 26. Back: 26 * 3 and 26, together 104, times 2.
      assertThat(walked.output("sum")[0]).isCloseTo(26, within(1e-3f));
      assertThat(new Deconvolution(walked).project("sum", 0, 0, 0)[0])
          .isCloseTo(208, within(1e-2f));
    }
  }

  @Test
  void aLayerBeyondTheWalkAndAPlaceThatIsNotThereAreRefused() {
    var network =
        new NetworkSpec(
            "short",
            new Shape(1, 1, 1),
            2,
            List.of(
                new Node("a", List.of("input"), new Dense(2, ZERO, null)),
                new Node("b", List.of("a"), new Dense(2, ZERO, null))));
    try (var walked = new WalkedNetwork(network)) {
      walked.forward(FloatBuffer.wrap(new float[] {3}), 1, "a");

      assertThatThrownBy(() -> walked.output("b")).hasMessageContaining("b comes after");
      assertThatThrownBy(() -> walked.output("c")).hasMessageContaining("layer: c is not valid");
      assertThatThrownBy(() -> new Deconvolution(walked).project("a", 2, 0, 0))
          .hasMessage("map: 2 is not valid; valid: 0 to 1");
    }
  }
}
