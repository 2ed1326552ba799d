package dev.pharos.networks;

import java.util.List;

/**
 * Local response normalisation across maps: b_i = a_i / (k + alpha * sum of a_j^2)^beta, the sum
 * over the {@code size} maps around i that exist (Krizhevsky et al. 2012, section 3.3). Alpha is
 * not divided by the size.
 *
 * @param k the constant added, positive
 * @param size maps in the sum, n, an odd number
 * @param alpha weight of the sum
 * @param beta the power
 */
public record LocalResponseNormalization(double k, int size, double alpha, double beta)
    implements LayerSpec {

  public LocalResponseNormalization {
    if (!(k > 0) || !Double.isFinite(k)) {
      throw new NetworkException("k", k, "a positive number is required");
    }
    if (size < 1 || size % 2 == 0) {
      throw new NetworkException("size", size, "an odd number of maps is required, such as 5");
    }
    if (!(alpha >= 0) || !Double.isFinite(alpha)) {
      throw new NetworkException("alpha", alpha, "0 or more is required");
    }
    if (!(beta >= 0) || !Double.isFinite(beta)) {
      throw new NetworkException("beta", beta, "0 or more is required");
    }
  }

  /** The constants of the AlexNet paper: k = 2, n = 5, alpha = 1e-4, beta = 0.75. */
  public static LocalResponseNormalization ofAlexNet() {
    return new LocalResponseNormalization(2, 5, 1e-4, 0.75);
  }

  @Override
  public Shape output(String layer, List<Shape> inputs) {
    return Inputs.only(layer, inputs);
  }
}
