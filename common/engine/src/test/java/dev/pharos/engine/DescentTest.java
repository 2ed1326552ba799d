package dev.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.pharos.engine.graph.Segment;
import dev.pharos.engine.tensor.NativeBackend;
import dev.pharos.networks.Initializer;
import dev.pharos.networks.ParameterTensor;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One weight and one bias, by hand. */
class DescentTest {
  private static final Initializer ANY = new Initializer.Constant(0);
  private static final List<Segment> WEIGHT_AND_BIAS =
      List.of(
          new Segment("a", new ParameterTensor("weights", List.of(1), 1, 1, ANY, true), 0),
          new Segment("a", new ParameterTensor("biases", List.of(1), 1, 1, ANY, false), 1));

  @BeforeAll
  static void load() {
    NativeBackend.load();
  }

  @Test
  void gradientDescentCarriesMomentumAndDecaysWeightsOnly() {
    var parameters = row(2, 2);
    var gradients = row(1, 1);
    var descent =
        new Descent(
            new Optimization(Optimizer.SGD, 0.1, 0.5, 0.01),
            parameters,
            gradients,
            WEIGHT_AND_BIAS,
            Set.of());

    descent.apply(0.1, 1);
    // v = -0.1 * (1 + 0.01 * 2), and -0.1 * 1 for the bias.
    assertRow(parameters, 2 - 0.102, 2 - 0.1);

    gradients.assign(row(1, 1));
    descent.apply(0.2, 2);
    // v = 0.5 * -0.102 - 0.2 * (1 + 0.01 * 1.898)
    assertRow(parameters, 1.898 - 0.051 - 0.203796, 1.9 - 0.05 - 0.2);
  }

  @Test
  void adamFollowsItsPaper() {
    var parameters = row(1, 1);
    var gradients = row(0.5, -2);
    var descent =
        new Descent(Optimization.adam(0.1), parameters, gradients, WEIGHT_AND_BIAS, Set.of());

    descent.apply(0.1, 1);
    // After one step the bias-corrected moments are g and g^2: the step is the rate, whatever the
    // gradient.
    assertRow(parameters, 0.9, 1.1);

    gradients.assign(row(0.25, -2));
    descent.apply(0.1, 2);
    // m = 0.9 * 0.05 + 0.1 * 0.25 = 0.07, v = 0.999 * 0.00025 + 0.001 * 0.0625 = 0.00031225
    double m = 0.07 / (1 - 0.81);
    double v = 0.00031225 / (1 - 0.998001);
    assertRow(parameters, 0.9 - 0.1 * m / Math.sqrt(v), 1.2);
  }

  @Test
  void decoupledDecayTouchesWeightsAndNeitherMomentumNorScaling() {
    var parameters = row(2, 2);
    var gradients = row(1, 1);
    var descent =
        descent(
            Optimization.sgd(0.1, 0.5).withWeightDecay(0.01, DecayMode.DECOUPLED),
            parameters,
            gradients);

    descent.apply(0.1, 1);
    assertRow(parameters, 2 * (1 - 0.001) - 0.1, 1.9);
    gradients.assign(row(1, 1));
    descent.apply(0.2, 2);
    // v = 0.5 * -0.1 - 0.2 * 1; nothing of the decay is in it.
    assertRow(parameters, 1.898 * (1 - 0.002) - 0.25, 1.65);

    var adamParameters = row(2, 2);
    descent(
            Optimization.adam(0.1).withWeightDecay(0.01, DecayMode.DECOUPLED),
            adamParameters,
            row(0.5, -2))
        .apply(0.1, 1);
    assertRow(adamParameters, 2 * (1 - 0.001) - 0.1, 2.1);
  }

  @Test
  void gradientsAreClippedByTheirNormTogetherAndBeforeDecay() {
    var parameters = row(2, 2);
    descent(new Optimization(Optimizer.SGD, 1, 0, 0.5).withClipNorm(1), parameters, row(3, 4))
        .apply(1, 1);
    // 3 and 4 become 0.6 and 0.8; the weight's decay of 0.5 * 2 comes on top.
    assertRow(parameters, 2 - 0.6 - 1, 2 - 0.8);

    var within = row(2, 2);
    descent(Optimization.sgd(1, 0).withClipNorm(5.1), within, row(3, 4)).apply(1, 1);
    assertRow(within, -1, -2);
  }

  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void whatIsFrozenNeitherMovesNorDecaysNorGathersMomentum(Optimizer optimizer) {
    var parameters = Nd4j.createFromArray(new float[][] {{2, 2, 2, 2}});
    var gradients = Nd4j.createFromArray(new float[][] {{1, 0, 0, 1}});
    var segments =
        List.of(
            new Segment("a", new ParameterTensor("weights", List.of(1), 1, 1, ANY, true), 0),
            new Segment("frozen", new ParameterTensor("weights", List.of(2), 1, 1, ANY, true), 1),
            new Segment("b", new ParameterTensor("weights", List.of(1), 1, 1, ANY, true), 3));
    var descent =
        new Descent(
            new Optimization(optimizer, 0.1, 0.9, 0.1),
            parameters,
            gradients,
            segments,
            Set.of("frozen"));

    descent.apply(0.1, 1);

    assertThat(parameters.getFloat(0)).isLessThan(1.95f);
    assertThat(parameters.getFloat(1)).isEqualTo(2f);
    assertThat(parameters.getFloat(2)).isEqualTo(2f);
    assertThat(parameters.getFloat(3)).isEqualTo(parameters.getFloat(0));
    for (var slot : descent.state()) {
      assertThat(slot.getFloat(0)).isNotZero();
      assertThat(slot.getFloat(1)).isZero();
      assertThat(slot.getFloat(2)).isZero();
    }
  }

  private static Descent descent(
      Optimization optimization, INDArray parameters, INDArray gradients) {
    return new Descent(optimization, parameters, gradients, WEIGHT_AND_BIAS, Set.of());
  }

  private static INDArray row(double... values) {
    return Nd4j.createFromArray(new float[][] {{(float) values[0], (float) values[1]}});
  }

  private static void assertRow(INDArray row, double first, double second) {
    assertThat(row.getDouble(0)).isCloseTo(first, offset(1e-5));
    assertThat(row.getDouble(1)).isCloseTo(second, offset(1e-5));
  }
}
