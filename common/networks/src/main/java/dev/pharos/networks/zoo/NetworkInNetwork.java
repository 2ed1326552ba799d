package dev.pharos.networks.zoo;

import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dropout;
import dev.pharos.networks.GlobalAveragePool;
import dev.pharos.networks.LayerSpec;
import dev.pharos.networks.LocalResponseNormalization;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import dev.pharos.networks.Window;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Network in Network (Lin, Chen, Yan 2013) for 32x32 images: three blocks of one convolution and
 * two 1x1 convolutions (a small perceptron at each place), the last of which gives one map for each
 * class, and the mean of each map instead of dense layers. 966,986 parameters with 10 classes.
 */
final class NetworkInNetwork implements Network {
  private static final int BLOCKS = 3;

  /** Maps of the layers of each block; 0 stands for the number of classes. */
  private static final int[][] MAPS = {{192, 160, 96}, {192, 192, 192}, {192, 192, 0}};

  private static final Setting ACTIVATION = CommonSettings.activation(ActivationFunction.RELU);
  private static final Setting DROPOUT = CommonSettings.dropout("second and the third block", 0.5);
  private static final Setting LRN = CommonSettings.lrn("after the first two poolings", false);
  private static final List<Setting> KERNELS = List.of(kernel(1, 5), kernel(2, 5), kernel(3, 3));
  private static final Setting PADDING =
      Setting.choice(
          "padding",
          "Zeros around each block's input: same, so that maps keep their size; or none.",
          "same",
          List.of("same", "none"));

  @Override
  public NetworkCard card() {
    return new NetworkCard(
        "nin",
        "Network in Network",
        "Network in Network (Lin et al. 2013), no dense layer: 966,986 parameters, 32x32 colour images, 10 or 100 classes.",
        new Shape(3, 32, 32),
        10,
        List.of(
            ACTIVATION,
            LRN,
            DROPOUT,
            CommonSettings.POOLING,
            CommonSettings.POOL,
            KERNELS.get(0),
            KERNELS.get(1),
            KERNELS.get(2),
            PADDING));
  }

  @Override
  public NetworkSpec build(Shape input, int classes, Options options) {
    var activation = new Activation(options.activation(ACTIVATION));
    var pool = Pooling.of(options, Window.of(3, 2, 0).ceiled(), Window.of(2, 2, 0).floored());
    double rate = options.number(DROPOUT);
    var chain = new LayerChain();
    for (int block = 1; block <= BLOCKS; block++) {
      int kernel = Integer.parseInt(options.text(KERNELS.get(block - 1)));
      int padding = options.text(PADDING).equals("same") ? kernel / 2 : 0;
      var maps = IntStream.of(MAPS[block - 1]).map(count -> count == 0 ? classes : count).toArray();
      chain
          .then("conv" + block, convolution(maps[0], Window.of(kernel, 1, padding)))
          .then("relu" + block, activation)
          .then("cccp" + block + "a", convolution(maps[1], Window.of(1, 1, 0)))
          .then("relu" + block + "a", activation)
          .then("cccp" + block + "b", convolution(maps[2], Window.of(1, 1, 0)));
      if (block < BLOCKS) {
        chain
            .then("relu" + block + "b", activation)
            .then("pool" + block, pool)
            .thenIf(options.flag(LRN), "norm" + block, LocalResponseNormalization.ofAlexNet())
            .thenIf(rate > 0, "drop" + block, new Dropout(rate));
      }
    }
    return chain.then("mean", new GlobalAveragePool()).build(name(), input, classes);
  }

  private static LayerSpec convolution(int maps, Window window) {
    return new Convolution(maps, window, Weights.HE.weights(), Weights.HE.zero());
  }

  private static Setting kernel(int block, int usual) {
    return Setting.choice(
        "kernel" + block,
        "Rows and columns of the window of block " + block + ".",
        String.valueOf(usual),
        List.of("1", "3", "5", "7"));
  }
}
