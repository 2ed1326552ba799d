package dev.pharos.networks.zoo;

import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.Addition;
import dev.pharos.networks.BatchNormalization;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dense;
import dev.pharos.networks.Dropout;
import dev.pharos.networks.GlobalAveragePool;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import dev.pharos.networks.Window;
import java.util.List;

/**
 * Residual networks (He, Zhang, Ren, Sun 2015, table 1) with 18, 34 and 50 layers. Each block adds
 * its input to what its convolutions make of it; where size or maps change, the input passes a 1x1
 * convolution first. Convolutions have no biases, since batch normalisation follows. In the blocks
 * of three, the 3x3 convolution has the stride, as most implementations have it now.
 */
final class ResNet implements Network {
  private static final int[] MAPS = {64, 128, 256, 512};
  private static final int WIDENING = 4;

  private static final Setting ACTIVATION = CommonSettings.activation(ActivationFunction.RELU);
  private static final Setting DROPOUT = CommonSettings.dropout("last layer", 0);
  private static final Setting SKIP =
      Setting.toggle(
          "skip",
          "Skip connections; without them the network is a plain one, as in figure 4.",
          true);

  private final int depth;
  private final String parameters;
  private final boolean bottleneck;
  private final int[] blocks;

  private ResNet(int depth, String parameters, boolean bottleneck, int... blocks) {
    this.depth = depth;
    this.parameters = parameters;
    this.bottleneck = bottleneck;
    this.blocks = blocks;
  }

  static Network of18() {
    return new ResNet(18, "11,689,512", false, 2, 2, 2, 2);
  }

  static Network of34() {
    return new ResNet(34, "21,797,672", false, 3, 4, 6, 3);
  }

  static Network of50() {
    return new ResNet(50, "25,557,032", true, 3, 4, 6, 3);
  }

  @Override
  public NetworkCard card() {
    return new NetworkCard(
        "resnet" + depth,
        "ResNet-" + depth,
        "Residual network with %d layers (He et al. 2015): %s parameters, 224x224 colour images."
            .formatted(depth, parameters),
        new Shape(3, 224, 224),
        1000,
        List.of(ACTIVATION, SKIP, DROPOUT, CommonSettings.POOLING, CommonSettings.POOL));
  }

  @Override
  public NetworkSpec build(Shape input, int classes, Options options) {
    var activation = new Activation(options.activation(ACTIVATION));
    // Windows with stride 2 leave out a last row of even sizes, as in every framework.
    var pool = Pooling.of(options, Window.of(3, 2, 1).floored(), Window.of(2, 2, 0).floored());
    double rate = options.number(DROPOUT);
    var layers = new LayerChain();
    convolution(layers, "1", MAPS[0], Window.of(7, 2, 3).floored());
    layers.then("relu1", activation).then("pool1", pool);
    int maps = MAPS[0];
    for (int stage = 0; stage < MAPS.length; stage++) {
      for (int block = 1; block <= blocks[stage]; block++) {
        int stride = stage > 0 && block == 1 ? 2 : 1;
        int wanted = bottleneck ? WIDENING * MAPS[stage] : MAPS[stage];
        var name = (stage + 2) + "_" + block;
        block(layers, name, MAPS[stage], stride, maps != wanted, options.flag(SKIP), activation);
        maps = wanted;
      }
    }
    return layers
        .then("mean", new GlobalAveragePool())
        .thenIf(rate > 0, "drop", new Dropout(rate))
        .then("fc", new Dense(classes, Weights.HE.dense(), Weights.HE.zero()))
        .build(name(), input, classes);
  }

  private void block(
      LayerChain layers,
      String name,
      int maps,
      int stride,
      boolean widened,
      boolean skip,
      Activation activation) {
    var start = layers.last();
    if (bottleneck) {
      convolution(layers, name + "a", maps, Window.of(1, 1, 0));
      layers.then("relu" + name + "a", activation);
      convolution(layers, name + "b", maps, Window.of(3, stride, 1).floored());
      layers.then("relu" + name + "b", activation);
      convolution(layers, name + "c", WIDENING * maps, Window.of(1, 1, 0));
    } else {
      convolution(layers, name + "a", maps, Window.of(3, stride, 1).floored());
      layers.then("relu" + name + "a", activation);
      convolution(layers, name + "b", maps, Window.of(3, 1, 1));
    }
    if (skip) {
      var made = layers.last();
      layers.from(start);
      if (widened) {
        int wanted = bottleneck ? WIDENING * maps : maps;
        convolution(layers, name + "-skip", wanted, Window.of(1, stride, 0).floored());
      }
      layers.join("add" + name, new Addition(), List.of(made, layers.last()));
    }
    layers.then("relu" + name, activation);
  }

  private static void convolution(LayerChain layers, String name, int maps, Window window) {
    layers
        .then("conv" + name, new Convolution(maps, window, Weights.HE.weights(), null))
        .then("bn" + name, BatchNormalization.usual());
  }
}
