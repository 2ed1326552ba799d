package dev.pharos.networks.zoo;

import dev.pharos.networks.LayerSpec;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import dev.pharos.networks.Shape;
import java.util.ArrayList;
import java.util.List;

/** Lists layers that each take the one before as their only input. */
final class LayerChain {
  private final List<Node> nodes = new ArrayList<>();
  private String last = NetworkSpec.INPUT;

  /** Adds a layer after the last one. */
  LayerChain then(String name, LayerSpec layer) {
    nodes.add(new Node(name, List.of(last), layer));
    last = name;
    return this;
  }

  /** Adds a layer where {@code wanted}, else nothing. */
  LayerChain thenIf(boolean wanted, String name, LayerSpec layer) {
    return wanted ? then(name, layer) : this;
  }

  NetworkSpec build(String name, Shape input, int classes) {
    return new NetworkSpec(name, input, classes, nodes);
  }
}
