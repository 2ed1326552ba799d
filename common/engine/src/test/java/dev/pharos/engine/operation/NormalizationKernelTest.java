package dev.pharos.engine.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.pharos.networks.LocalResponseNormalization;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizationKernelTest {

  @Test
  void threeMapsWorkedByHand() {
    // k = 1, n = 3, alpha = 0.5, beta = 0.5 on one pixel of maps 2, 4, 1:
    // s = 1 + 0.5 * (4 + 16) = 11, 1 + 0.5 * (4 + 16 + 1) = 11.5, 1 + 0.5 * (16 + 1) = 9.5.
    var kernel = new NormalizationKernel(new LocalResponseNormalization(1, 3, 0.5, 0.5));
    var output = new float[3];
    var scale = new float[3];

    kernel.forward(new float[] {2, 4, 1}, output, scale, 3, 3);

    assertThat(scale).containsExactly(11f, 11.5f, 9.5f);
    assertThat(output[0]).isCloseTo((float) (2 / Math.sqrt(11)), offset(1e-6f));
    assertThat(output[1]).isCloseTo((float) (4 / Math.sqrt(11.5)), offset(1e-6f));
    assertThat(output[2]).isCloseTo((float) (1 / Math.sqrt(9.5)), offset(1e-6f));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.75, 0.5})
  void theGradientIsTheDifferenceQuotient(double beta) {
    var settings = new LocalResponseNormalization(2, 5, 0.3, beta);
    int maps = 7;
    int pixels = 2;
    var random = new Random(1);
    var input = new float[maps * pixels];
    var gradient = new float[input.length];
    for (int i = 0; i < input.length; i++) {
      input[i] = (float) random.nextGaussian();
      gradient[i] = (float) random.nextGaussian();
    }
    var found = gradient.clone();
    new NormalizationKernel(settings)
        .backward(
            input, found, new float[input.length], new float[input.length], maps, input.length);

    for (int i = 0; i < input.length; i++) {
      double step = 1e-4;
      double quotient =
          (loss(settings, input, gradient, maps, i, step)
                  - loss(settings, input, gradient, maps, i, -step))
              / (2 * step);
      assertThat((double) found[i]).isCloseTo(quotient, offset(1e-5));
    }
  }

  /** The formula as the paper prints it, in double precision. */
  private static double loss(
      LocalResponseNormalization settings,
      float[] input,
      float[] gradient,
      int maps,
      int at,
      double step) {
    int pixels = input.length / maps;
    double loss = 0;
    for (int map = 0; map < maps; map++) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        double sum = 0;
        for (int j = Math.max(0, map - settings.size() / 2);
            j <= Math.min(maps - 1, map + settings.size() / 2);
            j++) {
          sum += Math.pow(value(input, j * pixels + pixel, at, step), 2);
        }
        int i = map * pixels + pixel;
        loss +=
            gradient[i]
                * value(input, i, at, step)
                / Math.pow(settings.k() + settings.alpha() * sum, settings.beta());
      }
    }
    return loss;
  }

  private static double value(float[] input, int i, int at, double step) {
    return input[i] + (i == at ? step : 0);
  }
}
