package dev.pharos.engine;

import dev.pharos.engine.graph.ScoreLoss;
import dev.pharos.engine.graph.Segment;
import dev.pharos.engine.network.CompiledNetwork;
import dev.pharos.engine.tensor.Tensors;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Finds out whether and where a network broke. */
final class NonFinite {
  private NonFinite() {}

  /**
   * Whether all gradients and parameters are finite numbers, by one pass over each. A finite loss
   * does not tell: pooling, rectifiers and saturated functions can swallow what is no number.
   */
  static boolean isFinite(CompiledNetwork network) {
    var blas = Nd4j.getBlasWrapper().level1();
    return Double.isFinite(blas.asum(network.gradients()))
        && Double.isFinite(blas.asum(network.parameters()));
  }

  /**
   * Where a network broke: the first layer, in the network's order, with a parameter that is not a
   * finite number; else the first with such an output; else, as gradients go backwards, the last
   * with such a gradient.
   *
   * @param images the batch of the step that broke, which is run once more
   */
  static Optional<String> firstLayer(
      CompiledNetwork network, INDArray images, long step, ScoreLoss loss) {
    var parameters = layers(network, network.parameters());
    if (!parameters.isEmpty()) {
      return Optional.of(parameters.get(0));
    }
    var gradients = layers(network, network.gradients());
    return network
        .firstNonFiniteOutput(images, step, loss)
        .or(
            () ->
                gradients.isEmpty()
                    ? Optional.empty()
                    : Optional.of(gradients.get(gradients.size() - 1)));
  }

  private static List<String> layers(CompiledNetwork network, INDArray flat) {
    var values = Tensors.floats(flat);
    return network.segments().stream()
        .filter(segment -> !finite(values, segment))
        .map(Segment::layer)
        .toList();
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
