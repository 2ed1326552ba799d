package dev.pharos.networks.zoo;

import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.AveragePool;
import dev.pharos.networks.Concatenation;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dense;
import dev.pharos.networks.Dropout;
import dev.pharos.networks.GlobalAveragePool;
import dev.pharos.networks.LayerSpec;
import dev.pharos.networks.LocalResponseNormalization;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import dev.pharos.networks.Window;
import java.util.List;

/**
 * GoogLeNet (Szegedy et al. 2014, table 1): nine inception modules, each of which looks at its
 * input through windows of four sizes, and the mean of each map before the only dense layer.
 * 6,998,552 parameters, and 6,379,728 more in the two auxiliary classifiers that help while
 * training.
 */
final class GoogLeNet implements Network {
  private static final double HEAD_WEIGHT = 0.3;
  private static final double HEAD_DROPOUT = 0.7;

  private static final Setting ACTIVATION = CommonSettings.activation(ActivationFunction.RELU);
  private static final Setting LRN =
      CommonSettings.lrn("before and after the first 3x3 convolution", true);
  private static final Setting DROPOUT = CommonSettings.dropout("last layer", 0.4);
  private static final Setting AUXILIARY =
      Setting.toggle(
          "auxiliary", "Two auxiliary classifiers while training, which count 0.3 each.", true);

  @Override
  public NetworkCard card() {
    return new NetworkCard(
        "googlenet",
        "GoogLeNet",
        "GoogLeNet (Szegedy et al. 2014), inception modules: 6,998,552 parameters without its auxiliary classifiers, 224x224 colour images.",
        new Shape(3, 224, 224),
        1000,
        List.of(ACTIVATION, LRN, DROPOUT, CommonSettings.POOLING, CommonSettings.POOL, AUXILIARY));
  }

  @Override
  public NetworkSpec build(Shape input, int classes, Options options) {
    return new Layers(options, classes).build(name(), input);
  }

  /** The layers of one choice of options. */
  private static final class Layers {
    private final LayerChain chain = new LayerChain();
    private final Activation activation;
    private final LayerSpec halving;
    private final LayerSpec keeping;
    private final Options options;
    private final int classes;

    Layers(Options options, int classes) {
      this.options = options;
      this.classes = classes;
      activation = new Activation(options.activation(ACTIVATION));
      // As in Caffe, where the paper's figures come from, a last window hangs over the edge.
      halving = Pooling.of(options, Window.of(3, 2, 0).ceiled(), Window.of(2, 2, 0).floored());
      keeping = Pooling.of(options, Window.of(3, 1, 1));
    }

    NetworkSpec build(String name, Shape input) {
      boolean lrn = options.flag(LRN);
      double rate = options.number(DROPOUT);
      convolution("conv1", 64, Window.of(7, 2, 3).floored());
      chain.then("pool1", halving).thenIf(lrn, "norm1", LocalResponseNormalization.ofAlexNet());
      convolution("conv2-reduce", 64, Window.of(1, 1, 0));
      convolution("conv2", 192, Window.of(3, 1, 1));
      chain.thenIf(lrn, "norm2", LocalResponseNormalization.ofAlexNet()).then("pool2", halving);
      inception("3a", 64, 96, 128, 16, 32, 32);
      inception("3b", 128, 128, 192, 32, 96, 64);
      chain.then("pool3", halving);
      inception("4a", 192, 96, 208, 16, 48, 64);
      head("head1");
      inception("4b", 160, 112, 224, 24, 64, 64);
      inception("4c", 128, 128, 256, 24, 64, 64);
      inception("4d", 112, 144, 288, 32, 64, 64);
      head("head2");
      inception("4e", 256, 160, 320, 32, 128, 128);
      chain.then("pool4", halving);
      inception("5a", 256, 160, 320, 32, 128, 128);
      inception("5b", 384, 192, 384, 48, 128, 128);
      return chain
          .then("mean", new GlobalAveragePool())
          .thenIf(rate > 0, "drop", new Dropout(rate))
          .then("fc", dense(classes))
          .build(name, input, classes);
    }

    /** The columns of table 1: 1x1, 3x3 reduce, 3x3, 5x5 reduce, 5x5, pool projection. */
    private void inception(
        String name, int one, int reduce3, int three, int reduce5, int five, int projection) {
      var start = chain.last();
      var prefix = "inception" + name + "/";
      var first = convolution(prefix + "1x1", one, Window.of(1, 1, 0));
      chain.from(start);
      convolution(prefix + "3x3-reduce", reduce3, Window.of(1, 1, 0));
      var second = convolution(prefix + "3x3", three, Window.of(3, 1, 1));
      chain.from(start);
      convolution(prefix + "5x5-reduce", reduce5, Window.of(1, 1, 0));
      var third = convolution(prefix + "5x5", five, Window.of(5, 1, 2));
      chain.from(start).then(prefix + "pool", keeping);
      var fourth = convolution(prefix + "pool-proj", projection, Window.of(1, 1, 0));
      chain.join(prefix + "output", new Concatenation(), List.of(first, second, third, fourth));
    }

    /** Section 5: a mean over 5x5 with stride 3, 128 maps, 1,024 values, dropout of 70%. */
    private void head(String name) {
      if (!options.flag(AUXILIARY)) {
        return;
      }
      var start = chain.last();
      chain.then(name + "/pool", new AveragePool(Window.of(5, 3, 0).floored()));
      convolution(name + "/conv", 128, Window.of(1, 1, 0));
      chain
          .then(name + "/fc1", dense(1024))
          .then(name + "/fc1-relu", activation)
          .then(name + "/drop", new Dropout(HEAD_DROPOUT))
          .then(name + "/fc2", dense(classes))
          .auxiliary(HEAD_WEIGHT)
          .from(start);
    }

    private String convolution(String name, int maps, Window window) {
      return chain
          .then(name, new Convolution(maps, window, Weights.HE.weights(), Weights.HE.zero()))
          .then(name + "-relu", activation)
          .last();
    }

    private static LayerSpec dense(int units) {
      return new Dense(units, Weights.HE.dense(), Weights.HE.zero());
    }
  }
}
