package dev.pharos.engine.graph;

import dev.pharos.networks.Activation;
import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is run of a network, in an order in which each vertex follows its inputs: one for each
 * layer, except that an activation function that alone follows a layer becomes part of it.
 */
public final class Vertices {
  private final NetworkSpec network;
  private final Set<String> frozen;
  private final Map<String, Integer> users = new HashMap<>();
  private final Map<String, Node> onlyUsers = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Set<String> trained = new HashSet<>();
  private final List<Vertex> all = new ArrayList<>();

  private Vertices(NetworkSpec network, Set<String> frozen) {
    this.network = network;
    this.frozen = frozen;
    names.put(NetworkSpec.INPUT, NetworkSpec.INPUT);
    for (var node : network.nodes()) {
      for (var input : node.inputs()) {
        users.merge(input, 1, Integer::sum);
        onlyUsers.put(input, node);
      }
    }
    for (var head : network.auxiliaryHeads()) {
      users.merge(head.output(), 1, Integer::sum);
    }
    var nodes = network.nodes();
    for (int number = 0; number < nodes.size(); number++) {
      if (!names.containsKey(nodes.get(number).name())) {
        all.add(vertex(nodes.get(number), number));
      }
    }
  }

  /**
   * The vertices of a network.
   *
   * @param frozen layers that are not trained; all layers that they depend on must be among them
   */
  public static Vertices of(NetworkSpec network, Set<String> frozen) {
    return new Vertices(network, frozen);
  }

  /** All of them, in order. */
  public List<Vertex> all() {
    return List.copyOf(all);
  }

  /** The name of the vertex that a layer became, or became part of. */
  public String nameOf(String layer) {
    return names.get(layer);
  }

  /** Whether the vertex of a layer, or one before it, has something to learn. */
  public boolean isTrained(String layer) {
    return trained.contains(names.get(layer));
  }

  private Vertex vertex(Node node, int number) {
    var wanted = node.inputs().stream().map(this::isTrained).toList();
    var activation = activationAfter(node);
    boolean isFrozen = frozen.contains(node.name());
    boolean learns = !isFrozen && !node.layer().parameters(network.inputShapes(node)).isEmpty();
    if (learns || wanted.contains(true)) {
      trained.add(node.name());
    }
    return new Vertex(
        node,
        number,
        activation,
        node.inputs().stream().map(names::get).toList(),
        isFrozen,
        wanted,
        trained.contains(node.name()));
  }

  /** The activation function that is the only one to use a layer's output. */
  private Optional<ActivationFunction> activationAfter(Node node) {
    names.put(node.name(), node.name());
    if (node.layer() instanceof Activation || users.getOrDefault(node.name(), 0) != 1) {
      return Optional.empty();
    }
    var user = onlyUsers.get(node.name());
    if (user == null || !(user.layer() instanceof Activation activation)) {
      return Optional.empty();
    }
    names.put(user.name(), node.name());
    return Optional.of(activation.function());
  }
}
