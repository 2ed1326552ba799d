package dev.pharos.networks;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which nodes lead to the outputs of a network. */
final class Ancestry {
  private Ancestry() {}

  /**
   * Refuses heads that are no nodes of their own, and nodes that lead nowhere.
   *
   * @param nodes in an order in which every node comes after its inputs
   */
  static void check(List<Node> nodes, List<AuxiliaryHead> heads) {
    var names = new LinkedHashSet<String>();
    nodes.forEach(node -> names.add(node.name()));
    var outputs = new HashSet<String>();
    outputs.add(last(nodes));
    for (var head : heads) {
      if (!names.contains(head.output())) {
        throw NetworkException.unknown("auxiliaryHeads.output", head.output(), names);
      }
      if (!outputs.add(head.output())) {
        throw new NetworkException(
            "auxiliaryHeads.output", head.output(), "it is an output already");
      }
    }
    names.removeAll(of(nodes, outputs));
    for (var name : names) {
      throw new NetworkException(name, "a layer that nothing uses", "remove it or use its output");
    }
  }

  /** The names of the nodes from which no way leads to the last one. */
  static Set<String> auxiliary(List<Node> nodes) {
    var names = new LinkedHashSet<String>();
    nodes.forEach(node -> names.add(node.name()));
    names.removeAll(of(nodes, Set.of(last(nodes))));
    return names;
  }

  /** The outputs and all nodes that lead to them. */
  private static Set<String> of(List<Node> nodes, Collection<String> outputs) {
    var found = new HashSet<>(outputs);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      var node = nodes.get(i);
      if (found.contains(node.name())) {
        found.addAll(node.inputs());
      }
    }
    return found;
  }

  private static String last(List<Node> nodes) {
    return nodes.get(nodes.size() - 1).name();
  }
}
