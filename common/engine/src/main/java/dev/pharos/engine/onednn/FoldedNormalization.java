package dev.pharos.engine.onednn;

import dev.pharos.engine.tensor.Tensors;
import java.nio.FloatBuffer;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights and biases of a convolution that does the batch normalisation behind it as well: with
 * running mean m and variance v of an output map, scale g and shift h, the map's weights are
 * multiplied by g / sqrt(v + epsilon), and its bias b becomes h + (b - m) * g / sqrt(v + epsilon).
 *
 * @param convolution weights, and biases where there are some
 * @param normalization scale and shift, mean and variance
 */
record FoldedNormalization(LayerTensors convolution, LayerTensors normalization, double epsilon) {

  /** The weights; the layout's first dimensions are the output maps. */
  Computed weights(Layout layout) {
    return new Computed(sources(), layout, this::computeWeights);
  }

  /** The biases, one for each output map. */
  Computed biases(Layout layout) {
    return new Computed(sources(), layout, this::computeBiases);
  }

  private void computeWeights(FloatBuffer into) {
    var factors = factors();
    var from = Tensors.floats(convolution.parameterViews().get(0));
    var map = new float[from.remaining() / factors.length];
    for (double factor : factors) {
      from.get(map);
      for (int i = 0; i < map.length; i++) {
        map[i] = (float) (map[i] * factor);
      }
      into.put(map);
    }
  }

  private void computeBiases(FloatBuffer into) {
    var factors = factors();
    var shift = values(normalization.parameterViews().get(1));
    var mean = values(normalization.statisticsViews().get(0));
    var bias =
        convolution.count() > 1
            ? values(convolution.parameterViews().get(1))
            : new double[factors.length];
    for (int map = 0; map < factors.length; map++) {
      into.put((float) (shift[map] + (bias[map] - mean[map]) * factors[map]));
    }
  }

  private double[] factors() {
    var factors = values(normalization.parameterViews().get(0));
    var variance = values(normalization.statisticsViews().get(1));
    for (int map = 0; map < factors.length; map++) {
      factors[map] /= Math.sqrt(variance[map] + epsilon);
    }
    return factors;
  }

  private static double[] values(INDArray tensor) {
    return tensor.toDoubleVector();
  }

  private List<Long> sources() {
    return List.of(convolution.address(), normalization.address());
  }
}
