package dev.pharos.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.Addition;
import dev.pharos.networks.AuxiliaryHead;
import dev.pharos.networks.AveragePool;
import dev.pharos.networks.BatchNormalization;
import dev.pharos.networks.Concatenation;
import dev.pharos.networks.ConnectionTable;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dense;
import dev.pharos.networks.Dropout;
import dev.pharos.networks.GlobalAveragePool;
import dev.pharos.networks.Initializer;
import dev.pharos.networks.LocalResponseNormalization;
import dev.pharos.networks.MaxPool;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import dev.pharos.networks.Shape;
import dev.pharos.networks.SparseConvolution;
import dev.pharos.networks.Subsampling;
import dev.pharos.networks.Window;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

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

  /** A layer of every kind, two auxiliary heads, and outputs with several users. */
  static NetworkSpec everything() {
    var relu = new Activation(ActivationFunction.RELU);
    var nodes =
        List.of(
            new Node(
                "grouped", List.of("input"), new Convolution(8, Window.of(3, 1, 1), 2, HE, null)),
            new Node("norm", List.of("grouped"), BatchNormalization.usual()),
            new Node("norm-relu", List.of("norm"), relu),
            new Node(
                "side", List.of("norm-relu"), new Convolution(8, Window.of(1, 1, 0), HE, ZERO)),
            new Node("sum", List.of("side", "norm-relu"), new Addition()),
            new Node("sum-relu", List.of("sum"), relu),
            new Node("lrn", List.of("sum-relu"), LocalResponseNormalization.ofAlexNet()),
            new Node("pool", List.of("lrn"), new MaxPool(Window.of(2, 2, 0).ceiled())),
            new Node("mean", List.of("lrn"), new AveragePool(Window.of(2, 2, 0).ceiled())),
            new Node("both", List.of("pool", "mean", "pool"), new Concatenation()),
            new Node("aux1", List.of("both"), new Dense(CLASSES, HE, ZERO)),
            new Node(
                "sparse",
                List.of("both"),
                new SparseConvolution(
                    new ConnectionTable(List.of(List.of(0, 9), List.of(3), List.of(1, 2, 23))),
                    Window.of(2, 1, 0),
                    HE,
                    ZERO)),
            new Node("sub", List.of("sparse"), new Subsampling(Window.of(2, 2, 0), HE, ZERO)),
            new Node("sub-tanh", List.of("sub"), new Activation(ActivationFunction.SCALED_TANH)),
            new Node("hidden", List.of("sub-tanh"), new Dense(16, HE, null)),
            new Node("norm2", List.of("hidden"), BatchNormalization.usual()),
            new Node("norm2-relu", List.of("norm2"), relu),
            new Node("drop", List.of("norm2-relu"), new Dropout(0.5)),
            new Node("aux2-mean", List.of("sum-relu"), new GlobalAveragePool()),
            new Node("aux2", List.of("aux2-mean"), new Dense(CLASSES, HE, ZERO)),
            new Node("scores", List.of("drop"), new Dense(CLASSES, HE, ZERO)));
    return new NetworkSpec(
        "everything",
        INPUT,
        CLASSES,
        nodes,
        List.of(new AuxiliaryHead("aux1", 0.3), new AuxiliaryHead("aux2", 0.5)));
  }

  /** Images and labels that mean nothing, for any network. */
  static Batch noise(NetworkSpec network, int size, long seed) {
    var random = new Random(seed);
    var pixels = new float[(int) (size * network.input().elements())];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    return Batch.of(pixels, random.ints(size, 0, network.classes()).toArray());
  }

  /** Writes a model file with labels 0, 1 and so on. */
  static void save(Trainer trainer, Path file) {
    var labels = IntStream.range(0, trainer.network().classes()).mapToObj(String::valueOf).toList();
    trainer.saveModel(
        file,
        new ModelDescription(
            trainer.network(), labels, JsonNodeFactory.instance.objectNode(), Map.of()));
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
