package dev.pharos.engine.operation;

import dev.pharos.engine.tensor.Tensors;
import java.nio.DoubleBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Channels of 64-bit numbers; the loops without sums become vector instructions. */
final class DoubleChannels extends Channels {
  private static final ThreadLocal<double[][]> WORKING =
      ThreadLocal.withInitial(() -> new double[2][0]);

  private final DoubleBuffer values;

  DoubleChannels(INDArray tensor) {
    super(tensor);
    values = Tensors.doubles(tensor);
  }

  @Override
  double[] moments(int channel) {
    var x = working(0);
    double sumA = 0;
    double sumB = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int image = 0; image < images(); image++) {
      load(image, channel, x);
      int i = 0;
      // Two sums each, which the processor adds to in turn.
      for (; i + 1 < pixels(); i += 2) {
        double a = x[i];
        double b = x[i + 1];
        sumA += a;
        sumB += b;
        squaresA += a * a;
        squaresB += b * b;
      }
      if (i < pixels()) {
        double a = x[i];
        sumA += a;
        squaresA += a * a;
      }
    }
    return new double[] {sumA + sumB, squaresA + squaresB};
  }

  @Override
  double[] products(int channel, Channels g, double mean) {
    var x = working(0);
    var gradient = working(1);
    double sumA = 0;
    double sumB = 0;
    double productA = 0;
    double productB = 0;
    for (int image = 0; image < images(); image++) {
      load(image, channel, x);
      ((DoubleChannels) g).load(image, channel, gradient);
      int i = 0;
      for (; i + 1 < pixels(); i += 2) {
        double a = gradient[i];
        double b = gradient[i + 1];
        sumA += a;
        sumB += b;
        productA += a * (x[i] - mean);
        productB += b * (x[i + 1] - mean);
      }
      if (i < pixels()) {
        double a = gradient[i];
        sumA += a;
        productA += a * (x[i] - mean);
      }
    }
    return new double[] {sumA + sumB, productA + productB};
  }

  @Override
  void map(int channel, double a, double mean, double b, Channels to) {
    var x = working(0);
    double factor = a;
    double middle = mean;
    double shift = b;
    for (int image = 0; image < images(); image++) {
      load(image, channel, x);
      for (int i = 0; i < pixels(); i++) {
        x[i] = factor * (x[i] - middle) + shift;
      }
      ((DoubleChannels) to).store(image, channel, x);
    }
  }

  @Override
  void map(int channel, double a, Channels g, double b, double mean, double c, Channels to) {
    var x = working(0);
    var gradient = working(1);
    double gradientFactor = a;
    double factor = b;
    double middle = mean;
    double shift = c;
    for (int image = 0; image < images(); image++) {
      load(image, channel, x);
      ((DoubleChannels) g).load(image, channel, gradient);
      for (int i = 0; i < pixels(); i++) {
        x[i] = gradientFactor * gradient[i] + factor * (x[i] - middle) + shift;
      }
      ((DoubleChannels) to).store(image, channel, x);
    }
  }

  private void load(int image, int channel, double[] into) {
    values.get(start(image, channel), into, 0, pixels());
  }

  private void store(int image, int channel, double[] from) {
    values.put(start(image, channel), from, 0, pixels());
  }

  private double[] working(int which) {
    var arrays = WORKING.get();
    if (arrays[which].length < pixels()) {
      arrays[which] = new double[pixels()];
    }
    return arrays[which];
  }
}
