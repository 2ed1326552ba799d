package dev.pharos.engine;

import dev.pharos.engine.graph.CompiledNetwork;
import dev.pharos.engine.graph.Segment;
import dev.pharos.engine.tensor.Tensors;
import java.nio.FloatBuffer;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Finds out whether and where a network broke. */
final class NonFinite {
  private NonFinite() {}

  /**
   * Whether all gradients are finite numbers, by one pass over them. A finite loss does not tell:
   * pooling and saturated functions can swallow what is no number.
   */
  static boolean gradientsAreFinite(CompiledNetwork network) {
    var gradients = network.gradients();
    return Double.isFinite(Nd4j.getBlasWrapper().level1().asum(gradients));
  }

  /**
   * The first layer, in the network's order, with a parameter or else a gradient that is not a
   * finite number.
   */
  static Optional<String> firstLayer(CompiledNetwork network) {
    return firstLayer(network, network.parameters())
        .or(() -> firstLayer(network, network.gradients()));
  }

  private static Optional<String> firstLayer(CompiledNetwork network, INDArray flat) {
    var values = Tensors.floats(flat);
    return network.segments().stream()
        .filter(segment -> !finite(values, segment))
        .map(Segment::layer)
        .findFirst();
  }

  private static boolean finite(FloatBuffer values, Segment segment) {
    int end = (int) (segment.offset() + segment.length());
    for (int i = (int) segment.offset(); i < end; i++) {
      if (!Float.isFinite(values.get(i))) {
        return false;
      }
    }
    return true;
  }
}
