package dev.pharos.networks.zoo;

import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dense;
import dev.pharos.networks.Dropout;
import dev.pharos.networks.Initializer;
import dev.pharos.networks.LayerSpec;
import dev.pharos.networks.LocalResponseNormalization;
import dev.pharos.networks.MaxPool;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import dev.pharos.networks.Window;
import java.util.List;

/**
 * AlexNet (Krizhevsky, Sutskever, Hinton 2012) in one tower: its convolutions see all maps of the
 * layer before, as most reimplementations have it. 62,378,344 parameters with 1,000 classes.
 */
final class AlexNetSingle implements Network {
  private static final Setting ACTIVATION = CommonSettings.activation(ActivationFunction.RELU);

  @Override
  public String name() {
    return "alexnet-single";
  }

  @Override
  public String title() {
    return "AlexNet in one tower";
  }

  @Override
  public String about() {
    return "AlexNet in one tower (after Krizhevsky et al. 2012): 62,378,344 parameters, 227x227 colour images.";
  }

  @Override
  public Shape defaultInput() {
    return new Shape(3, 227, 227);
  }

  @Override
  public int defaultClasses() {
    return 1000;
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        ACTIVATION,
        CommonSettings.LRN,
        CommonSettings.DROPOUT,
        CommonSettings.POOLING,
        CommonSettings.WEIGHTS);
  }

  @Override
  public NetworkSpec build(Shape input, int classes, Options options) {
    var activation = new Activation(options.activation(ACTIVATION));
    var pool = pool(options);
    boolean lrn = options.flag(CommonSettings.LRN);
    double rate = options.number(CommonSettings.DROPOUT);
    var weights = CommonSettings.weights(options);
    var zero = new Initializer.Constant(0);
    var one = CommonSettings.paperWeights(options) ? new Initializer.Constant(1) : zero;
    return new LayerChain()
        .then("conv1", new Convolution(96, Window.of(11, 4, 0), weights, zero))
        .then("relu1", activation)
        .thenIf(lrn, "norm1", LocalResponseNormalization.ofAlexNet())
        .then("pool1", pool)
        .then("conv2", new Convolution(256, Window.of(5, 1, 2), weights, one))
        .then("relu2", activation)
        .thenIf(lrn, "norm2", LocalResponseNormalization.ofAlexNet())
        .then("pool2", pool)
        .then("conv3", new Convolution(384, Window.of(3, 1, 1), weights, zero))
        .then("relu3", activation)
        .then("conv4", new Convolution(384, Window.of(3, 1, 1), weights, one))
        .then("relu4", activation)
        .then("conv5", new Convolution(256, Window.of(3, 1, 1), weights, one))
        .then("relu5", activation)
        .then("pool5", pool)
        .then("fc6", new Dense(4096, weights, one))
        .then("relu6", activation)
        .thenIf(rate > 0, "drop6", new Dropout(rate))
        .then("fc7", new Dense(4096, weights, one))
        .then("relu7", activation)
        .thenIf(rate > 0, "drop7", new Dropout(rate))
        .then("fc8", new Dense(classes, weights, zero))
        .build(name(), input, classes);
  }

  private static LayerSpec pool(Options options) {
    // A plain window leaves out the last row of 55, 27 and 13, which frameworks do without a word.
    return options.text(CommonSettings.POOLING).equals("plain")
        ? new MaxPool(Window.of(2, 2, 0).floored())
        : new MaxPool(Window.of(3, 2, 0));
  }
}
