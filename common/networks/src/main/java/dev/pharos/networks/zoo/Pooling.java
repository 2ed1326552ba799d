package dev.pharos.networks.zoo;

import dev.pharos.networks.AveragePool;
import dev.pharos.networks.LayerSpec;
import dev.pharos.networks.MaxPool;
import dev.pharos.networks.Window;

/** Pooling layers as the user chose them. */
final class Pooling {
  private Pooling() {}

  /**
   * Pooling by {@link CommonSettings#POOL} and {@link CommonSettings#POOLING}.
   *
   * @param overlapping the window where they overlap
   * @param plain the window where they do not
   */
  static LayerSpec of(Options options, Window overlapping, Window plain) {
    boolean overlap = options.text(CommonSettings.POOLING).equals("overlapping");
    return of(options, overlap ? overlapping : plain);
  }

  /** Pooling by {@link CommonSettings#POOL} alone. */
  static LayerSpec of(Options options, Window window) {
    return options.text(CommonSettings.POOL).equals("max")
        ? new MaxPool(window)
        : new AveragePool(window);
  }
}
