package dev.pharos.networks.zoo;

import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.BatchNormalization;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.LocalResponseNormalization;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import dev.pharos.networks.Window;
import java.util.List;

/**
 * VGG (Simonyan and Zisserman 2014, table 1): five blocks of 3x3 convolutions, each block ending in
 * a pooling that halves the maps, and AlexNet's dense layers. Configurations A, D and E with 11, 16
 * and 19 layers that have weights.
 */
final class Vgg implements Network {
  private static final int[] MAPS = {64, 128, 256, 512, 512};

  private static final Setting ACTIVATION = CommonSettings.activation(ActivationFunction.RELU);
  private static final Setting LRN = CommonSettings.lrn("after the first convolution", false);
  private static final Setting BATCH_NORM =
      Setting.toggle("batch-norm", "Batch normalisation after each convolution.", false);
  private static final Setting WEIGHTS = Weights.likePaper();

  private final int depth;
  private final String parameters;
  private final int[] convolutions;

  private Vgg(int depth, String parameters, int... convolutions) {
    this.depth = depth;
    this.parameters = parameters;
    this.convolutions = convolutions;
  }

  static Network of11() {
    return new Vgg(11, "132,863,336", 1, 1, 2, 2, 2);
  }

  static Network of16() {
    return new Vgg(16, "138,357,544", 2, 2, 3, 3, 3);
  }

  static Network of19() {
    return new Vgg(19, "143,667,240", 2, 2, 4, 4, 4);
  }

  @Override
  public NetworkCard card() {
    return new NetworkCard(
        "vgg" + depth,
        "VGG-" + depth,
        "VGG with %d layers (Simonyan and Zisserman 2014): %s parameters, 224x224 colour images."
            .formatted(depth, parameters),
        new Shape(3, 224, 224),
        1000,
        List.of(
            ACTIVATION,
            LRN,
            BATCH_NORM,
            CommonSettings.DROPOUT,
            CommonSettings.PLAIN_POOLING,
            CommonSettings.POOL,
            WEIGHTS));
  }

  @Override
  public NetworkSpec build(Shape input, int classes, Options options) {
    var activation = new Activation(options.activation(ACTIVATION));
    // Overlapping windows hang over the edge, so that they halve the maps as plain ones do.
    var pool = Pooling.of(options, Window.of(3, 2, 0).ceiled(), Window.of(2, 2, 0));
    var begin = Weights.ofPaper(options.text(WEIGHTS));
    boolean normalized = options.flag(BATCH_NORM);
    var chain = new LayerChain();
    for (int block = 1; block <= MAPS.length; block++) {
      for (int i = 1; i <= convolutions[block - 1]; i++) {
        var number = block + "_" + i;
        var biases = normalized ? null : begin.zero();
        chain
            .then(
                "conv" + number,
                new Convolution(MAPS[block - 1], Window.of(3, 1, 1), begin.weights(), biases))
            .thenIf(normalized, "bn" + number, BatchNormalization.usual())
            .then("relu" + number, activation)
            .thenIf(
                options.flag(LRN) && number.equals("1_1"),
                "norm1",
                LocalResponseNormalization.ofAlexNet());
      }
      chain.then("pool" + block, pool);
    }
    double rate = options.number(CommonSettings.DROPOUT);
    return new AlexNetLayers(activation, pool, begin, 1, rate)
        .dense(chain, classes)
        .build(name(), input, classes);
  }
}
