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
 * ZFNet (Zeiler and Fergus 2013, figure 3): AlexNet in one tower with a smaller first window and
 * stride, 62,357,608 parameters. Its first convolution leaves out a last row (110.5 positions), its
 * first two poolings hang over the edge (110 to 55, 26 to 13).
 */
final class ZfNet implements Network {
  private static final Setting ACTIVATION = CommonSettings.activation(ActivationFunction.RELU);
  private static final Setting LRN = CommonSettings.lrn("after the first two poolings", true);
  private static final Setting WEIGHTS = Weights.likePaper();

  @Override
  public NetworkCard card() {
    return new NetworkCard(
        "zfnet",
        "ZFNet",
        "ZFNet (Zeiler and Fergus 2013), AlexNet with a 7x7 first window: 62,357,608 parameters, 224x224 colour images.",
        new Shape(3, 224, 224),
        1000,
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
    var begin = Weights.ofPaper(options.text(WEIGHTS));
    var weights = begin.weights();
    var zero = begin.zero();
    var pool = Pooling.of(options, Window.of(3, 2, 0).ceiled(), Window.of(2, 2, 0).floored());
    var layers =
        new AlexNetLayers(activation, pool, begin, 1, options.number(CommonSettings.DROPOUT));
    var chain =
        new LayerChain()
            .then("conv1", new Convolution(96, Window.of(7, 2, 1).floored(), weights, zero))
            .then("relu1", activation)
            .then("pool1", pool)
            .thenIf(lrn, "norm1", LocalResponseNormalization.ofAlexNet())
            .then("conv2", new Convolution(256, Window.of(5, 2, 0).floored(), weights, zero))
            .then("relu2", activation)
            .then("pool2", pool)
            .thenIf(lrn, "norm2", LocalResponseNormalization.ofAlexNet());
    return layers.dense(layers.convolutions(chain), classes).build(name(), input, classes);
  }
}
