package dev.pharos.worker.inspection;

import dev.pharos.networks.Convolution;
import dev.pharos.networks.NetworkException;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import java.util.List;

/** Which layer is looked at. */
final class Layers {
  private Layers() {}

  /** The layer that is named, else the first convolution. */
  static String first(NetworkSpec network, String named) {
    return named != null ? existing(network, named) : convolutions(network).get(0).name();
  }

  /** The layer that is named, else the last convolution with more than one place. */
  static String last(NetworkSpec network, String named) {
    if (named != null) {
      return existing(network, named);
    }
    var all = convolutions(network);
    return all.get(all.size() - 1).name();
  }

  private static List<Node> convolutions(NetworkSpec network) {
    var all = network.nodes().stream().filter(node -> node.layer() instanceof Convolution).toList();
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "layer: the network has no convolution; name a layer: "
              + String.join(", ", network.shapes().keySet()));
    }
    return all;
  }

  private static String existing(NetworkSpec network, String layer) {
    var names = network.nodes().stream().map(Node::name).toList();
    if (!names.contains(layer)) {
      throw NetworkException.unknown("layer", layer, names);
    }
    return layer;
  }
}
