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
 * AlexNet (Krizhevsky, Sutskever, Hinton 2012), in the paper's two towers or in one.
 *
 * <p>The paper prints 224x224 images, of which an 11x11 window with stride 4 does not give its
 * 55x55 maps; 227x227 do. Two towers that exchange their maps only before conv3 and the dense
 * layers are convolutions in two groups: 60,965,224 parameters. In one tower every convolution sees
 * all maps of the layer before, as most reimplementations have it: 62,378,344. Normalisation sees
 * the maps of both towers.
 */
final class AlexNet implements Network {
  private static final Setting ACTIVATION = CommonSettings.activation(ActivationFunction.RELU);
  private static final Setting LRN = CommonSettings.lrn("after the first two convolutions", true);

  private final String name;
  private final String title;
  private final String about;
  private final int towers;
  private final Setting initialization;

  private AlexNet(String name, String title, String about, int towers, Setting initialization) {
    this.name = name;
    this.title = title;
    this.about = about;
    this.towers = towers;
    this.initialization = initialization;
  }

  static Network ofThePaper() {
    return new AlexNet(
        "alexnet",
        "AlexNet",
        "AlexNet in the two towers of its paper (Krizhevsky et al. 2012): 60,965,224 parameters, 227x227 colour images.",
        2,
        Weights.likeAlexNet("paper"));
  }

  static Network inOneTower() {
    return new AlexNet(
        "alexnet-single",
        "AlexNet in one tower",
        "AlexNet in one tower (after Krizhevsky et al. 2012): 62,378,344 parameters, 227x227 colour images.",
        1,
        Weights.likeAlexNet("he"));
  }

  @Override
  public NetworkCard card() {
    return new NetworkCard(
        name,
        title,
        about,
        new Shape(3, 227, 227),
        1000,
        List.of(
            ACTIVATION,
            LRN,
            CommonSettings.DROPOUT,
            CommonSettings.POOLING,
            CommonSettings.POOL,
            initialization));
  }

  @Override
  public NetworkSpec build(Shape input, int classes, Options options) {
    var activation = new Activation(options.activation(ACTIVATION));
    // A plain window leaves out the last row of 55, 27 and 13, which frameworks do without a word.
    var pool = Pooling.of(options, Window.of(3, 2, 0), Window.of(2, 2, 0).floored());
    boolean lrn = options.flag(LRN);
    var begin = Weights.ofAlexNet(options.text(initialization));
    var weights = begin.weights();
    var zero = begin.zero();
    var layers =
        new AlexNetLayers(activation, pool, begin, towers, options.number(CommonSettings.DROPOUT));
    var chain =
        new LayerChain()
            .then("conv1", new Convolution(96, Window.of(11, 4, 0), weights, zero))
            .then("relu1", activation)
            .thenIf(lrn, "norm1", LocalResponseNormalization.ofAlexNet())
            .then("pool1", pool)
            .then("conv2", new Convolution(256, Window.of(5, 1, 2), towers, weights, begin.one()))
            .then("relu2", activation)
            .thenIf(lrn, "norm2", LocalResponseNormalization.ofAlexNet())
            .then("pool2", pool);
    return layers.dense(layers.convolutions(chain), classes).build(name, input, classes);
  }
}
