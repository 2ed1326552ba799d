package dev.pharos.networks.zoo;

import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.AveragePool;
import dev.pharos.networks.ConnectionTable;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dense;
import dev.pharos.networks.Initializer;
import dev.pharos.networks.LayerSpec;
import dev.pharos.networks.MaxPool;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Shape;
import dev.pharos.networks.SparseConvolution;
import dev.pharos.networks.Subsampling;
import dev.pharos.networks.Window;
import java.util.List;

/**
 * LeNet-5 (LeCun, Bottou, Bengio, Haffner 1998: Gradient-based learning applied to document
 * recognition, section II.B), with its sparse third layer and its trainable subsampling: 60,850
 * parameters. The paper's Euclidean radial basis output is a dense layer under softmax here, as in
 * all later work.
 */
final class LeNet5 implements Network {
  private static final Setting ACTIVATION =
      CommonSettings.activation(ActivationFunction.SCALED_TANH);

  /**
   * Table I of the paper: 6 maps see 3 adjacent inputs, 6 see 4 adjacent, 3 see 4 that are not, 1
   * sees all.
   */
  private static final ConnectionTable C3 =
      new ConnectionTable(
          List.of(
              List.of(0, 1, 2),
              List.of(1, 2, 3),
              List.of(2, 3, 4),
              List.of(3, 4, 5),
              List.of(0, 4, 5),
              List.of(0, 1, 5),
              List.of(0, 1, 2, 3),
              List.of(1, 2, 3, 4),
              List.of(2, 3, 4, 5),
              List.of(0, 3, 4, 5),
              List.of(0, 1, 4, 5),
              List.of(0, 1, 2, 5),
              List.of(0, 1, 3, 4),
              List.of(1, 2, 4, 5),
              List.of(0, 2, 3, 5),
              List.of(0, 1, 2, 3, 4, 5)));

  private static final Setting CONNECTIONS =
      Setting.choice(
          "connections",
          "What c3's maps see of s2's: the paper's table, or all of them (full).",
          "table",
          List.of("table", "full"));
  private static final Setting SUBSAMPLING =
      Setting.choice(
          "subsampling",
          "What s2 and s4 do: trainable, the paper's; or pooling by max or average.",
          "trainable",
          List.of("trainable", "max", "average"));

  private static final Initializer WEIGHTS = new Initializer.FanInUniform(2.4);
  private static final Initializer ZERO = new Initializer.Constant(0);

  @Override
  public NetworkCard card() {
    return new NetworkCard(
        "lenet5",
        "LeNet-5",
        "LeNet-5 for handwritten digits (LeCun et al. 1998): 60,850 parameters, 32x32 grey images.",
        new Shape(1, 32, 32),
        10,
        List.of(ACTIVATION, CONNECTIONS, SUBSAMPLING));
  }

  @Override
  public NetworkSpec build(Shape input, int classes, Options options) {
    var squash = new Activation(options.activation(ACTIVATION));
    var subsampling = subsampling(options.text(SUBSAMPLING));
    boolean full = options.text(CONNECTIONS).equals("full");
    return new LayerChain()
        .then("c1", convolution(6))
        .then("c1-squash", squash)
        .then("s2", subsampling)
        .then("s2-squash", squash)
        .then("c3", full ? convolution(16) : sparse())
        .then("c3-squash", squash)
        .then("s4", subsampling)
        .then("s4-squash", squash)
        .then("c5", convolution(120))
        .then("c5-squash", squash)
        .then("f6", new Dense(84, WEIGHTS, ZERO))
        .then("f6-squash", squash)
        .then("output", new Dense(classes, WEIGHTS, ZERO))
        .build(name(), input, classes);
  }

  private static LayerSpec convolution(int filters) {
    return new Convolution(filters, Window.of(5, 1, 0), WEIGHTS, ZERO);
  }

  private static LayerSpec sparse() {
    return new SparseConvolution(C3, Window.of(5, 1, 0), WEIGHTS, ZERO);
  }

  private static LayerSpec subsampling(String chosen) {
    var window = Window.of(2, 2, 0);
    return switch (chosen) {
      case "max" -> new MaxPool(window);
      case "average" -> new AveragePool(window);
      default -> new Subsampling(window, WEIGHTS, ZERO);
    };
  }
}
