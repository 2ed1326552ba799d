package dev.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.pharos.engine.graph.Segment;
import dev.pharos.engine.tensor.NativeBackend;
import dev.pharos.networks.Initializer;
import dev.pharos.networks.ParameterTensor;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
            WEIGHT_AND_BIAS);

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
    var descent = new Descent(Optimization.adam(0.1), parameters, gradients, WEIGHT_AND_BIAS);

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

  private static INDArray row(double... values) {
    return Nd4j.createFromArray(new float[][] {{(float) values[0], (float) values[1]}});
  }

  private static void assertRow(INDArray row, double first, double second) {
    assertThat(row.getDouble(0)).isCloseTo(first, offset(1e-5));
    assertThat(row.getDouble(1)).isCloseTo(second, offset(1e-5));
  }
}
