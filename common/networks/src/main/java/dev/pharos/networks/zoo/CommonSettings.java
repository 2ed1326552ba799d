package dev.pharos.networks.zoo;

import dev.pharos.networks.ActivationFunction;
import java.util.List;

/** Settings that several networks share, so that they read the same everywhere. */
final class CommonSettings {
  static final Setting DROPOUT = dropout("fully connected layers", 0.5);
  static final Setting POOL =
      Setting.choice(
          "pool", "What pooling takes of each window.", "max", List.of("max", "average"));
  static final Setting POOLING = pooling("overlapping");
  static final Setting PLAIN_POOLING = pooling("plain");

  private CommonSettings() {}

  static Setting activation(ActivationFunction usual) {
    return Setting.choice(
        "activation",
        "Function after each layer but the last.",
        usual.label(),
        ActivationFunction.labels());
  }

  static Setting lrn(String where, boolean usual) {
    return Setting.toggle("lrn", "Local response normalisation " + where + ".", usual);
  }

  static Setting dropout(String where, double usual) {
    return Setting.number(
        "dropout", "Rate of dropout before the " + where + "; 0 for none.", usual, 0, 1);
  }

  private static Setting pooling(String usual) {
    return Setting.choice(
        "pooling",
        "Pooling windows: overlapping (3x3, stride 2) or plain (2x2, stride 2).",
        usual,
        List.of("overlapping", "plain"));
  }
}
