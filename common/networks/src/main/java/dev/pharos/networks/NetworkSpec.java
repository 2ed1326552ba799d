package dev.pharos.networks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network, without any framework: an image goes in, the last node gives one score (logit) for
 * each class.
 *
 * <p>The nodes form a directed graph without cycles, listed so that every node comes after its
 * inputs; this order is also the order of parameters in files. Softmax and cross-entropy are the
 * engine's and not layers.
 *
 * @param name the catalogue's name, such as "lenet5"
 * @param input shape of one image
 * @param classes number of classes, which the last node's output must have
 * @param nodes the layers
 */
public record NetworkSpec(String name, Shape input, int classes, List<Node> nodes) {
  /** The name by which nodes refer to the image. */
  public static final String INPUT = "input";

  private static final int MOST_NODES = 4096;

  /**
   * @throws NetworkException when a name is used twice or not known, a shape does not fit, or the
   *     last node does not give one value for each class
   */
  public NetworkSpec {
    NetworkException.requirePresent("name", name);
    NetworkException.requirePresent("input", input);
    NetworkException.requireRange("classes", classes, 2, 1 << 20);
    NetworkException.requirePresent("nodes", nodes);
    nodes = List.copyOf(nodes);
    NetworkException.requireRange("nodes", nodes.size(), 1, MOST_NODES);
    var last = nodes.get(nodes.size() - 1).name();
    var output = infer(input, nodes).get(last);
    if (!output.equals(Shape.vector(classes))) {
      throw new NetworkException(
          last, "output " + output, "the last layer must give " + classes + " values");
    }
  }

  /** The output shape of every node, in order. */
  public Map<String, Shape> shapes() {
    return infer(input, nodes);
  }

  /** The shapes that go into a node, in the order of its inputs. */
  public List<Shape> inputShapes(Node node) {
    var shapes = shapes();
    return node.inputs().stream()
        .map(name -> name.equals(INPUT) ? input : shapes.get(name))
        .toList();
  }

  /** What each layer gives, holds and costs. */
  @JsonIgnore
  public LayerTable layerTable() {
    return LayerTable.of(this);
  }

  /** The number of trainable parameters. */
  @JsonIgnore
  public long parameterCount() {
    return layerTable().parameters();
  }

  /** The node whose output are the scores. */
  @JsonIgnore
  public Node outputNode() {
    return nodes.get(nodes.size() - 1);
  }

  private static Map<String, Shape> infer(Shape input, List<Node> nodes) {
    var known = new HashMap<String, Shape>();
    known.put(INPUT, input);
    var outputs = new LinkedHashMap<String, Shape>();
    for (var node : nodes) {
      var shapes = node.inputs().stream().map(name -> require(known, node, name)).toList();
      var output = node.layer().output(node.name(), shapes);
      if (known.put(node.name(), output) != null) {
        throw new NetworkException(
            "layer name", node.name(), "it is used twice; names must be unique");
      }
      outputs.put(node.name(), output);
    }
    return Collections.unmodifiableMap(outputs);
  }

  private static Shape require(Map<String, Shape> known, Node node, String name) {
    var shape = known.get(name);
    if (shape == null) {
      throw NetworkException.unknown(node.name() + ".inputs", name, known.keySet());
    }
    return shape;
  }
}
