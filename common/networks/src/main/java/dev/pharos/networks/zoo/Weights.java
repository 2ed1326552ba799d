package dev.pharos.networks.zoo;

import dev.pharos.networks.Initializer;
import java.util.List;

/**
 * How the parameters of a network begin.
 *
 * @param weights weights of convolutions
 * @param dense weights of dense layers
 * @param zero biases of most layers
 * @param one biases of the layers where AlexNet's paper has 1 (section 5), so that their rectifiers
 *     get positive inputs early; 0 where its ways are not followed
 */
record Weights(Initializer weights, Initializer dense, Initializer zero, Initializer one) {
  private static final Initializer ZERO = new Initializer.Constant(0);

  /** Scaled to each layer's inputs, for rectifiers. */
  static final Weights HE = everywhere(new Initializer.HeNormal(), ZERO);

  private static final Weights GAUSSIAN = everywhere(new Initializer.Gaussian(0.01), ZERO);

  private static final Weights ALEXNET =
      everywhere(new Initializer.Gaussian(0.01), new Initializer.Constant(1));

  /** Keras' "uniform", between -0.05 and 0.05, and its default in dense layers. */
  private static final Weights KERAS =
      new Weights(new Initializer.Uniform(0.05), new Initializer.GlorotUniform(), ZERO, ZERO);

  /** The setting of AlexNet: "he" or "paper", with {@code usual} as the default. */
  static Setting likeAlexNet(String usual) {
    return setting(
        "paper, N(0, 0.01) and biases 1 in conv2, conv4, conv5, fc6, fc7 (slow to start)",
        usual,
        "paper");
  }

  /** The setting of networks whose paper begins with N(0, 0.01) and biases 0. */
  static Setting likePaper() {
    return setting("paper, N(0, 0.01) (slow to start)", "he", "paper");
  }

  /** The setting of a network that came from Keras. */
  static Setting likeKeras() {
    return setting(
        "uniform, between -0.05 and 0.05 in convolutions and Glorot's in dense layers, as in Keras",
        "uniform",
        "uniform");
  }

  /** What the user chose of {@link #likeAlexNet}. */
  static Weights ofAlexNet(String chosen) {
    return chosen.equals("paper") ? ALEXNET : HE;
  }

  /** What the user chose of {@link #likePaper}. */
  static Weights ofPaper(String chosen) {
    return chosen.equals("paper") ? GAUSSIAN : HE;
  }

  /** What the user chose of {@link #likeKeras}. */
  static Weights ofKeras(String chosen) {
    return chosen.equals("uniform") ? KERAS : HE;
  }

  private static Weights everywhere(Initializer weights, Initializer one) {
    return new Weights(weights, weights, ZERO, one);
  }

  private static Setting setting(String other, String usual, String name) {
    return Setting.choice(
        "weights",
        "How weights begin: he, scaled to each layer's inputs; or " + other + ".",
        usual,
        List.of("he", name));
  }
}
