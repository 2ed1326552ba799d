package dev.pharos.networks.pattern;

import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.AveragePool;
import dev.pharos.networks.BatchNormalization;
import dev.pharos.networks.Convolution;
import dev.pharos.networks.Dense;
import dev.pharos.networks.Dropout;
import dev.pharos.networks.GlobalAveragePool;
import dev.pharos.networks.Initializer;
import dev.pharos.networks.LayerSpec;
import dev.pharos.networks.LocalResponseNormalization;
import dev.pharos.networks.MaxPool;
import dev.pharos.networks.Window;
import java.util.Locale;
import java.util.Optional;

/** A layer as a pattern writes it; {@link Object#toString} writes it again. */
sealed interface Layer {

  /** What its layers are called, before their number. */
  String stem();

  /**
   * What it is in a network.
   *
   * @param classes number of classes
   * @param last whether it is the last of the whole pattern
   */
  LayerSpec spec(int classes, boolean last);

  /** A convolution. */
  record Conv(Window window, int groups, Units maps, boolean biased) implements Layer {
    @Override
    public String stem() {
      return "conv";
    }

    @Override
    public LayerSpec spec(int classes, boolean last) {
      return new Convolution(
          maps.count(classes, last),
          window,
          groups,
          new Initializer.HeNormal(),
          biased ? new Initializer.Constant(0) : null);
    }

    @Override
    public String toString() {
      return "CONV(%s,%s%s%s%s)"
          .formatted(
              Windows.size(window, 1),
              maps,
              Windows.options(
                  window, Windows.same(window.kernel(), window.stride(), window.dilation())),
              groups == 1 ? "" : ",groups=" + groups,
              biased ? "" : ",nobias");
    }
  }

  /** Pooling. */
  record Pool(Window window, boolean mean) implements Layer {
    @Override
    public String stem() {
      return "pool";
    }

    @Override
    public LayerSpec spec(int classes, boolean last) {
      return mean ? new AveragePool(window) : new MaxPool(window);
    }

    @Override
    public String toString() {
      var usual = Windows.pooling(window.kernel(), window.stride(), window.dilation());
      return "%s(%s%s)"
          .formatted(
              mean ? "AVGPOOL" : "MAXPOOL",
              Windows.size(window, window.kernel()),
              Windows.options(window, Optional.of(usual)));
    }
  }

  /** A fully connected layer. */
  record Full(Units units, boolean biased) implements Layer {
    @Override
    public String stem() {
      return "fc";
    }

    @Override
    public LayerSpec spec(int classes, boolean last) {
      return new Dense(
          units.count(classes, last),
          new Initializer.HeNormal(),
          biased ? new Initializer.Constant(0) : null);
    }

    @Override
    public String toString() {
      if (units.isOpen()) {
        return biased ? "FC" : "FC(nobias)";
      }
      return "FC(%s%s)".formatted(units, biased ? "" : ",nobias");
    }
  }

  /** A function of each value. */
  record Function(ActivationFunction function) implements Layer {
    @Override
    public String stem() {
      return function.label();
    }

    @Override
    public LayerSpec spec(int classes, boolean last) {
      return new Activation(function);
    }

    @Override
    public String toString() {
      return function.name().replace("_", "").toUpperCase(Locale.ROOT);
    }
  }

  /** Dropout. */
  record Drop(double rate) implements Layer {
    @Override
    public String stem() {
      return "drop";
    }

    @Override
    public LayerSpec spec(int classes, boolean last) {
      return new Dropout(rate);
    }

    @Override
    public String toString() {
      return "DROPOUT(" + rate + ")";
    }
  }

  /** Local response normalisation. */
  record Lrn(int size, double k, double alpha, double beta) implements Layer {
    @Override
    public String stem() {
      return "norm";
    }

    @Override
    public LayerSpec spec(int classes, boolean last) {
      return new LocalResponseNormalization(k, size, alpha, beta);
    }

    @Override
    public String toString() {
      return "LRN(n=%d,k=%s,alpha=%s,beta=%s)".formatted(size, k, alpha, beta);
    }
  }

  /** Batch normalisation. */
  record BatchNorm() implements Layer {
    @Override
    public String stem() {
      return "bn";
    }

    @Override
    public LayerSpec spec(int classes, boolean last) {
      return BatchNormalization.usual();
    }

    @Override
    public String toString() {
      return "BN";
    }
  }

  /** The mean of each map. */
  record GlobalMean() implements Layer {
    @Override
    public String stem() {
      return "mean";
    }

    @Override
    public LayerSpec spec(int classes, boolean last) {
      return new GlobalAveragePool();
    }

    @Override
    public String toString() {
      return "GAP";
    }
  }
}
