package dev.pharos.networks.zoo;

import dev.pharos.networks.AuxiliaryHead;
import dev.pharos.networks.LayerSpec;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import dev.pharos.networks.Shape;
import java.util.ArrayList;
import java.util.List;

/** Lists layers that each take the one before as their only input, unless told otherwise. */
final class LayerChain {
  private final List<Node> nodes = new ArrayList<>();
  private final List<AuxiliaryHead> heads = new ArrayList<>();
  private String last = NetworkSpec.INPUT;

  /** Adds a layer after the last one. */
  LayerChain then(String name, LayerSpec layer) {
    return join(name, layer, List.of(last));
  }

  /** Adds a layer where {@code wanted}, else nothing. */
  LayerChain thenIf(boolean wanted, String name, LayerSpec layer) {
    return wanted ? then(name, layer) : this;
  }

  /** Adds a layer with those inputs. */
  LayerChain join(String name, LayerSpec layer, List<String> inputs) {
    nodes.add(new Node(name, inputs, layer));
    last = name;
    return this;
  }

  /** Goes on after an earlier layer: the next one is a branch. */
  LayerChain from(String name) {
    last = name;
    return this;
  }

  /** Makes the last layer an output that only training uses. */
  LayerChain auxiliary(double weight) {
    heads.add(new AuxiliaryHead(last, weight));
    return this;
  }

  /** The name of the last layer. */
  String last() {
    return last;
  }

  NetworkSpec build(String name, Shape input, int classes) {
    return new NetworkSpec(name, input, classes, nodes, heads);
  }
}
