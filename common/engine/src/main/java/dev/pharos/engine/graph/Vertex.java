package dev.pharos.engine.graph;

import dev.pharos.networks.ActivationFunction;
import dev.pharos.networks.Node;
import java.util.List;
import java.util.Optional;

/**
 * A layer as it is run: with the activation function that alone follows it, which works in place.
 *
 * @param node the layer; the vertex has its name
 * @param number its place in the network's description
 * @param activation the function after it
 * @param inputs names of the vertices whose outputs it takes, or the network's input
 * @param frozen whether it computes as when predicting while the network is trained
 * @param wanted for each input, whether a vertex before it has something to learn
 * @param trained whether it, or a vertex before it, has something to learn; without, the backward
 *     pass ends here
 */
public record Vertex(
    Node node,
    int number,
    Optional<ActivationFunction> activation,
    List<String> inputs,
    boolean frozen,
    List<Boolean> wanted,
    boolean trained) {

  /** The layer's name. */
  public String name() {
    return node.name();
  }

  /** Whether a vertex before it has something to learn. */
  public boolean anyWanted() {
    return wanted.contains(true);
  }
}
