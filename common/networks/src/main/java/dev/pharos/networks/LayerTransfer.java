package dev.pharos.networks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which layers of a network begin as they are in a model, and which of them stay so.
 *
 * <p>A layer is taken over whole or not at all: all its tensors must have the names and shapes they
 * have in the model. Half of a layer, such as the biases of one whose weights no longer fit, is
 * worth nothing.
 *
 * @param copied layers that begin as they are in the model, in the network's order
 * @param initialized layers with parameters that begin anew
 * @param frozen layers, with parameters or without, that are not trained
 */
public record LayerTransfer(List<String> copied, List<String> initialized, List<String> frozen) {
  public LayerTransfer {
    copied = List.copyOf(copied);
    initialized = List.copyOf(initialized);
    frozen = List.copyOf(frozen);
  }

  /** What decides whether a layer of one network serves another. */
  private record Tensors(List<TensorShape> parameters, List<TensorShape> statistics) {
    static Tensors of(NetworkSpec network, Node node) {
      var inputs = network.inputShapes(node);
      return new Tensors(
          shapes(node.layer().parameters(inputs)), shapes(node.layer().statistics(inputs)));
    }

    private static List<TensorShape> shapes(List<ParameterTensor> tensors) {
      return tensors.stream()
          .map(tensor -> new TensorShape(tensor.name(), tensor.shape()))
          .toList();
    }

    boolean none() {
      return parameters.isEmpty() && statistics.isEmpty();
    }
  }

  private record TensorShape(String name, List<Integer> shape) {}

  /**
   * Compares a network with that of a model.
   *
   * @param freezeUpTo the last frozen layer: it and all layers it depends on are
   * @throws NetworkException when no layer fits, or {@code freezeUpTo} is no layer, leaves nothing
   *     to train, or would freeze a layer that is not in the model
   */
  public static LayerTransfer of(
      NetworkSpec network, NetworkSpec model, Optional<String> freezeUpTo) {
    var known = tensors(model);
    var copied = new ArrayList<String>();
    var initialized = new ArrayList<String>();
    tensors(network)
        .forEach(
            (layer, tensors) ->
                (tensors.equals(known.get(layer)) ? copied : initialized).add(layer));
    if (copied.isEmpty()) {
      throw new NetworkException(
          "startFrom",
          "a model of " + model.name(),
          "no layer of "
              + network.name()
              + " has the name and the shape of one of the model's: "
              + String.join(", ", known.keySet()));
    }
    var frozen = freezeUpTo.map(layer -> upTo(network, layer)).orElse(List.of());
    freezeUpTo.ifPresent(layer -> check(layer, frozen, copied, initialized));
    return new LayerTransfer(copied, initialized, frozen);
  }

  /** Nothing is taken over. */
  public static LayerTransfer none(NetworkSpec network) {
    return new LayerTransfer(List.of(), List.copyOf(tensors(network).keySet()), List.of());
  }

  /** Layers that hold tensors, in order. */
  private static Map<String, Tensors> tensors(NetworkSpec network) {
    var all = new LinkedHashMap<String, Tensors>();
    for (var node : network.nodes()) {
      var tensors = Tensors.of(network, node);
      if (!tensors.none()) {
        all.put(node.name(), tensors);
      }
    }
    return all;
  }

  private static void check(
      String layer, List<String> frozen, List<String> copied, List<String> initialized) {
    initialized.stream()
        .filter(frozen::contains)
        .findFirst()
        .ifPresent(
            fresh -> {
              throw new NetworkException(
                  "freezeUpTo",
                  layer,
                  "it would freeze layer "
                      + fresh
                      + ", which the model does not have in this shape and which has to learn;"
                      + " freeze less");
            });
    if (initialized.isEmpty() && frozen.containsAll(copied)) {
      throw new NetworkException("freezeUpTo", layer, "nothing would be left to train");
    }
  }

  /** A layer and all layers it depends on, in the network's order. */
  private static List<String> upTo(NetworkSpec network, String last) {
    var nodes = new HashMap<String, Node>();
    network.nodes().forEach(node -> nodes.put(node.name(), node));
    if (!nodes.containsKey(last)) {
      throw NetworkException.unknown(
          "freezeUpTo", last, network.nodes().stream().map(Node::name).toList());
    }
    var ancestors = new LinkedHashSet<String>();
    var waiting = new ArrayDeque<>(List.of(last));
    while (!waiting.isEmpty()) {
      var node = nodes.get(waiting.pop());
      if (node != null && ancestors.add(node.name())) {
        waiting.addAll(node.inputs());
      }
    }
    return network.nodes().stream().map(Node::name).filter(ancestors::contains).toList();
  }
}
