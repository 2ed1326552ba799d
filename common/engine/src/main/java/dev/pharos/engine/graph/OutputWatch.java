package dev.pharos.engine.graph;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Looks, while a network is run, for the first output that is not all finite numbers. */
final class OutputWatch {
  private boolean active;
  private String first;

  /** From now on outputs are looked at, which costs a pass over each. */
  void start() {
    active = true;
    first = null;
  }

  /** The first layer whose output broke since the start; nothing is looked at any more. */
  Optional<String> stop() {
    active = false;
    return Optional.ofNullable(first);
  }

  /** Tells the output of a layer; layers run in an order in which each follows its inputs. */
  void saw(String layer, INDArray output) {
    if (active
        && first == null
        && !Double.isFinite(Nd4j.getBlasWrapper().level1().asum(output.reshape(output.length())))) {
      first = layer;
    }
  }
}
