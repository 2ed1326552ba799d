package dev.pharos.engine;

import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dense;
import dev.pharos.networks.Dropout;
import dev.pharos.networks.Initializer;
import dev.pharos.networks.LocalResponseNormalization;
import dev.pharos.networks.MaxPool;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import dev.pharos.networks.Shape;
import dev.pharos.networks.Window;
import java.util.List;
import java.util.Random;

/**
 * A small network with a layer of each kind that training treats in a way of its own, and images
 * for it.
 */
final class TestNetworks {
  static final int CLASSES = 3;
  static final Shape INPUT = new Shape(2, 9, 9);
  private static final Initializer HE = new Initializer.HeNormal();
  private static final Initializer ZERO = new Initializer.Constant(0);

  private TestNetworks() {}

  static NetworkSpec small() {
    return new NetworkSpec(
        "small",
        INPUT,
        CLASSES,
        List.of(
            new Node("conv", List.of("input"), new Convolution(8, Window.of(3, 1, 0), HE, ZERO)),
            new Node("relu", List.of("conv"), new Activation(ActivationFunction.RELU)),
            new Node("norm", List.of("relu"), LocalResponseNormalization.ofAlexNet()),
            new Node("pool", List.of("norm"), new MaxPool(Window.of(3, 2, 0))),
            new Node("hidden", List.of("pool"), new Dense(32, HE, ZERO)),
            new Node("tanh", List.of("hidden"), new Activation(ActivationFunction.TANH)),
            new Node("drop", List.of("tanh"), new Dropout(0.5)),
            new Node("scores", List.of("drop"), new Dense(CLASSES, HE, ZERO))));
  }

  /** Images whose class shows in which third is bright. */
  static Batch batch(int size, long seed) {
    var random = new Random(seed);
    int image = (int) INPUT.elements();
    var pixels = new float[size * image];
    var labels = new int[size];
    for (int i = 0; i < size; i++) {
      labels[i] = random.nextInt(CLASSES);
      for (int j = 0; j < image; j++) {
        boolean bright = j % 9 / 3 == labels[i];
        pixels[i * image + j] = (float) random.nextGaussian() * 0.5f + (bright ? 1 : 0);
      }
    }
    return Batch.of(pixels, labels);
  }
}
