package dev.pharos.engine.graph;

import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.ParameterTensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Where one tensor of parameters lies in the flat tensor of the whole network.
 *
 * @param layer the layer's name
 * @param tensor its description
 * @param offset index of its first value
 */
public record Segment(String layer, ParameterTensor tensor, long offset) {

  /** The parameters of a network one after another, as files keep them. */
  public static List<Segment> inOrder(NetworkSpec network) {
    var segments = new ArrayList<Segment>();
    long offset = 0;
    for (var node : network.nodes()) {
      for (var tensor : node.layer().parameters(network.inputShapes(node))) {
        segments.add(new Segment(node.name(), tensor, offset));
        offset += tensor.elements();
      }
    }
    return List.copyOf(segments);
  }

  /** The number of values. */
  public long length() {
    return tensor.elements();
  }
}
