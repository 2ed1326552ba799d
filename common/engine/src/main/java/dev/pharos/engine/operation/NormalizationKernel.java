package dev.pharos.engine.operation;

import dev.pharos.networks.LocalResponseNormalization;

/**
 * Local response normalisation of one image, its maps one after another.
 *
 * <p>With s_i = k + alpha * (sum over the window around i of a_j^2): b_i = a_i * s_i^-beta, and for
 * the gradient g of b: da_i = g_i * s_i^-beta - 2 alpha beta a_i * (sum over the window around i of
 * g_j b_j / s_j). The loops run along the maps' pixels, which the compiler turns into vector
 * instructions.
 */
final class NormalizationKernel {
  private final int half;
  private final float k;
  private final float alpha;
  private final float beta;

  NormalizationKernel(LocalResponseNormalization settings) {
    half = settings.size() / 2;
    k = (float) settings.k();
    alpha = (float) settings.alpha();
    beta = (float) settings.beta();
  }

  /** Writes b to {@code output} and s to {@code scale}. */
  void forward(float[] input, float[] output, float[] scale, int maps, int length) {
    scale(input, output, scale, maps, length);
    power(scale, output, length);
    for (int i = 0; i < length; i++) {
      output[i] *= input[i];
    }
  }

  /**
   * @param input a
   * @param gradient g; da afterwards
   * @param scale working array
   * @param working working array
   */
  void backward(
      float[] input, float[] gradient, float[] scale, float[] working, int maps, int length) {
    scale(input, working, scale, maps, length);
    power(scale, working, length);
    for (int i = 0; i < length; i++) {
      gradient[i] *= working[i]; // g * s^-beta
      working[i] = gradient[i] * input[i] / scale[i]; // g * b / s
    }
    windowSums(working, scale, maps, length);
    float factor = -2 * alpha * beta;
    for (int i = 0; i < length; i++) {
      gradient[i] += factor * input[i] * scale[i];
    }
  }

  private void scale(float[] input, float[] squares, float[] scale, int maps, int length) {
    for (int i = 0; i < length; i++) {
      squares[i] = input[i] * input[i];
    }
    windowSums(squares, scale, maps, length);
    for (int i = 0; i < length; i++) {
      scale[i] = k + alpha * scale[i];
    }
  }

  /**
   * For each map the sum of the maps within half a window of it, added up afresh so that no error
   * builds up.
   */
  private void windowSums(float[] values, float[] sums, int maps, int length) {
    int pixels = length / maps;
    for (int map = 0; map < maps; map++) {
      int target = map * pixels;
      int first = Math.max(0, map - half);
      int last = Math.min(maps - 1, map + half);
      System.arraycopy(values, first * pixels, sums, target, pixels);
      for (int other = first + 1; other <= last; other++) {
        add(values, other * pixels, sums, target, pixels);
      }
    }
  }

  private static void add(float[] from, int start, float[] to, int target, int count) {
    for (int i = 0; i < count; i++) {
      to[target + i] += from[start + i];
    }
  }

  private void power(float[] scale, float[] result, int length) {
    if (beta == 0.75f) {
      for (int i = 0; i < length; i++) {
        float root = (float) Math.sqrt(scale[i]);
        result[i] = 1 / (root * (float) Math.sqrt(root));
      }
    } else {
      for (int i = 0; i < length; i++) {
        result[i] = (float) Math.pow(scale[i], -beta);
      }
    }
  }
}
