package dev.pharos.networks.zoo;

import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.LocalResponseNormalization;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import dev.pharos.networks.Window;
import java.util.List;

/**
 * AlexNet as a well-known Keras example has it: one tower, no normalisation, 100 classes, and
 * 277x277 images where 227x227 must have been meant. 72,322,532 parameters at 277, 58,691,044 at
 * 227. Only the convolutions begin uniformly there, the dense layers by Glorot, Keras' default.
 */
final class AlexNetKeras implements Network {
  private static final Setting ACTIVATION = CommonSettings.activation(ActivationFunction.RELU);
  private static final Setting LRN = CommonSettings.lrn("after the first two convolutions", false);
  private static final Setting WEIGHTS = Weights.likeKeras();

  @Override
  public NetworkCard card() {
    return new NetworkCard(
        "alexnet-keras",
        "AlexNet as in Keras",
        "AlexNet as a Keras example prints it: 277x277 colour images, 100 classes, 72,322,532 parameters; 58,691,044 at 227x227.",
        new Shape(3, 277, 277),
        100,
        List.of(
            ACTIVATION,
            LRN,
            CommonSettings.DROPOUT,
            CommonSettings.POOLING,
            CommonSettings.POOL,
            WEIGHTS));
  }

  @Override
  public NetworkSpec build(Shape input, int classes, Options options) {
    var activation = new Activation(options.activation(ACTIVATION));
    boolean lrn = options.flag(LRN);
    var begin = Weights.ofKeras(options.text(WEIGHTS));
    var weights = begin.weights();
    var zero = begin.zero();
    // Keras' "valid" floors: 277 gives 67.5 positions of the first window, of which 67 are taken.
    var pool = Pooling.of(options, Window.of(3, 2, 0).floored(), Window.of(2, 2, 0).floored());
    var layers =
        new AlexNetLayers(activation, pool, begin, 1, options.number(CommonSettings.DROPOUT));
    var chain =
        new LayerChain()
            .then("conv1", new Convolution(96, Window.of(11, 4, 0).floored(), weights, zero))
            .then("relu1", activation)
            .thenIf(lrn, "norm1", LocalResponseNormalization.ofAlexNet())
            .then("pool1", pool)
            .then("conv2", new Convolution(256, Window.of(5, 1, 2), weights, zero))
            .then("relu2", activation)
            .thenIf(lrn, "norm2", LocalResponseNormalization.ofAlexNet())
            .then("pool2", pool);
    return layers.dense(layers.convolutions(chain), classes).build(name(), input, classes);
  }
}
