package dev.pharos.engine.onednn;

import dev.pharos.engine.graph.Vertex;
import dev.pharos.networks.BatchNormalization;
import dev.pharos.networks.Convolution;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The convolutions whose output batch normalisation alone reads, which one pass can compute with it
 * when predicting.
 */
final class FoldedPairs {
  private final Map<String, Vertex> convolutions = new HashMap<>();

  private FoldedPairs() {}

  /** None: while training, batch normalisation is more than a scale and a shift. */
  static FoldedPairs none() {
    return new FoldedPairs();
  }

  /**
   * All pairs of a network that predicts.
   *
   * @param result the vertex whose output is the network's
   */
  static FoldedPairs of(List<Vertex> vertices, String result) {
    var pairs = new FoldedPairs();
    for (var vertex : vertices) {
      if (vertex.node().layer() instanceof Convolution
          && vertex.activation().isEmpty()
          && !vertex.name().equals(result)) {
        onlyReader(vertices, vertex.name())
            .filter(FoldedPairs::canFollow)
            .ifPresent(reader -> pairs.convolutions.put(reader.name(), vertex));
      }
    }
    return pairs;
  }

  private static Optional<Vertex> onlyReader(List<Vertex> vertices, String output) {
    var readers = vertices.stream().filter(vertex -> vertex.inputs().contains(output)).toList();
    return readers.size() == 1 ? Optional.of(readers.get(0)) : Optional.empty();
  }

  private static boolean canFollow(Vertex vertex) {
    return vertex.node().layer() instanceof BatchNormalization
        && (vertex.activation().isEmpty() || FusedFunction.of(vertex.activation()).isPresent());
  }

  /** Whether a vertex is the first of a pair. */
  boolean isFirst(Vertex vertex) {
    return convolutions.containsValue(vertex);
  }

  /** The convolution before batch normalisation; empty for what is not the second of a pair. */
  Optional<Vertex> firstOf(Vertex second) {
    return Optional.ofNullable(convolutions.get(second.name()));
  }
}
