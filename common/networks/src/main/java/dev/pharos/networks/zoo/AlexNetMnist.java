package dev.pharos.networks.zoo;

import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dense;
import dev.pharos.networks.Dropout;
import dev.pharos.networks.LocalResponseNormalization;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import dev.pharos.networks.Window;
import java.util.List;

/**
 * AlexNet's five convolutions and three dense layers shrunk to 28x28 digits: 24,351,434 parameters.
 */
final class AlexNetMnist implements Network {
  private static final Setting ACTIVATION = CommonSettings.activation(ActivationFunction.RELU);
  private static final Setting LRN = CommonSettings.lrn("after the first two convolutions", false);
  private static final Setting WEIGHTS = Weights.likePaper();

  @Override
  public NetworkCard card() {
    return new NetworkCard(
        "alexnet-mnist",
        "AlexNet for small grey images",
        "AlexNet's layers for 28x28 grey digits: 24,351,434 parameters.",
        new Shape(1, 28, 28),
        10,
        List.of(
            ACTIVATION,
            LRN,
            CommonSettings.DROPOUT,
            CommonSettings.PLAIN_POOLING,
            CommonSettings.POOL,
            WEIGHTS));
  }

  @Override
  public NetworkSpec build(Shape input, int classes, Options options) {
    var activation = new Activation(options.activation(ACTIVATION));
    double rate = options.number(CommonSettings.DROPOUT);
    boolean lrn = options.flag(LRN);
    var begin = Weights.ofPaper(options.text(WEIGHTS));
    var weights = begin.weights();
    var zero = begin.zero();
    // The third pooling leaves out the last row and column of its 5x5 input, as PyTorch does;
    // overlapping windows hang over the edge instead, so that the maps keep their sizes but there.
    var pool = Pooling.of(options, Window.of(3, 2, 0).ceiled(), Window.of(2, 2, 0).floored());
    var layers = new AlexNetLayers(activation, pool, begin, 1, 0);
    var chain =
        new LayerChain()
            .then("conv1", new Convolution(96, Window.of(11, 1, 1), weights, zero))
            .then("relu1", activation)
            .thenIf(lrn, "norm1", LocalResponseNormalization.ofAlexNet())
            .then("pool1", pool)
            .then("conv2", new Convolution(256, Window.of(3, 1, 1), weights, zero))
            .then("relu2", activation)
            .thenIf(lrn, "norm2", LocalResponseNormalization.ofAlexNet())
            .then("pool2", pool);
    return layers
        .convolutions(chain)
        .thenIf(rate > 0, "drop5", new Dropout(rate))
        .then("fc6", new Dense(4096, weights, zero))
        .then("relu6", activation)
        .thenIf(rate > 0, "drop6", new Dropout(rate))
        .then("fc7", new Dense(4096, weights, zero))
        .then("relu7", activation)
        .then("fc8", new Dense(classes, weights, zero))
        .build(name(), input, classes);
  }
}
