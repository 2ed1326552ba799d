package dev.pharos.networks.zoo;

import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.Initializer;
import java.util.List;

/** Settings that several networks share, so that they read the same everywhere. */
final class CommonSettings {
  static final Setting LRN =
      Setting.toggle("lrn", "Local response normalisation after the first two convolutions.", true);
  static final Setting DROPOUT =
      Setting.number(
          "dropout", "Rate of dropout before the fully connected layers; 0 for none.", 0.5, 0, 1);
  static final Setting POOLING =
      Setting.choice(
          "pooling",
          "Max pooling with overlapping (3x3, stride 2) or plain (2x2, stride 2) windows.",
          "overlapping",
          List.of("overlapping", "plain"));
  static final Setting WEIGHTS =
      Setting.choice(
          "weights",
          "How weights begin: he, scaled to each layer's inputs; or paper, N(0, 0.01) and some biases 1 (slow to start).",
          "he",
          List.of("he", "paper"));

  private CommonSettings() {}

  static Setting activation(ActivationFunction usual) {
    return Setting.choice(
        "activation",
        "Function after each layer but the last.",
        usual.label(),
        ActivationFunction.labels());
  }

  static boolean paperWeights(Options options) {
    return options.text(WEIGHTS).equals("paper");
  }

  static Initializer weights(Options options) {
    return paperWeights(options) ? new Initializer.Gaussian(0.01) : new Initializer.HeNormal();
  }
}
