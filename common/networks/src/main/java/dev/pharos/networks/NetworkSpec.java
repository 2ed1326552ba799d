package dev.pharos.networks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
 * @param auxiliaryHeads outputs that only training uses; empty for most networks
 */
public record NetworkSpec(
    String name,
    Shape input,
    int classes,
    List<Node> nodes,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AuxiliaryHead> auxiliaryHeads) {
  /** The name by which nodes refer to the image. */
  public static final String INPUT = "input";

  /** The most nodes a network may have. */
  public static final int MOST_NODES = 4096;

  /** The most parameters a network may have: what one file and one array can hold. */
  public static final long MOST_PARAMETERS = Integer.MAX_VALUE;

  /**
   * @throws NetworkException when a name is used twice or not known, a shape does not fit, the last
   *     node or an auxiliary head does not give one value for each class, or a node leads to none
   *     of them
   */
  public NetworkSpec {
    NetworkException.requirePresent("name", name);
    NetworkException.requirePresent("input", input);
    NetworkException.requireRange("classes", classes, 2, 1 << 20);
    NetworkException.requirePresent("nodes", nodes);
    nodes = List.copyOf(nodes);
    auxiliaryHeads = auxiliaryHeads == null ? List.of() : List.copyOf(auxiliaryHeads);
    NetworkException.requireRange("nodes", nodes.size(), 1, MOST_NODES);
    var shapes = infer(input, nodes);
    var last = nodes.get(nodes.size() - 1).name();
    requireScores(last, shapes.get(last), classes, "the last layer");
    Ancestry.check(nodes, auxiliaryHeads);
    requireFewParameters(input, nodes, shapes);
    for (var head : auxiliaryHeads) {
      requireScores(head.output(), shapes.get(head.output()), classes, "an auxiliary head");
    }
  }

  /** A network without auxiliary heads. */
  public NetworkSpec(String name, Shape input, int classes, List<Node> nodes) {
    this(name, input, classes, nodes, List.of());
  }

  /** The output shape of every node, in order. */
  public Map<String, Shape> shapes() {
    return infer(input, nodes);
  }

  /** The shapes that go into a node, in the order of its inputs. */
  public List<Shape> inputShapes(Node node) {
    return inputs(node, input, shapes());
  }

  /** The network that predicts: without the auxiliary heads and the nodes that only they use. */
  public NetworkSpec inference() {
    if (auxiliaryHeads.isEmpty()) {
      return this;
    }
    var auxiliary = auxiliaryNodes();
    return new NetworkSpec(
        name,
        input,
        classes,
        nodes.stream().filter(node -> !auxiliary.contains(node.name())).toList());
  }

  /** What each layer gives, holds and costs. */
  @JsonIgnore
  public LayerTable layerTable() {
    return LayerTable.of(this);
  }

  /** The number of trainable parameters of the network that predicts, without auxiliary heads. */
  @JsonIgnore
  public long parameterCount() {
    return layerTable().parameters();
  }

  /** The number of parameters that training has, with those of the auxiliary heads. */
  @JsonIgnore
  public long trainingParameterCount() {
    return layerTable().trainingParameters();
  }

  /** The node whose output are the scores. */
  @JsonIgnore
  public Node outputNode() {
    return nodes.get(nodes.size() - 1);
  }

  /** The names of the nodes that only auxiliary heads use. */
  Set<String> auxiliaryNodes() {
    return Ancestry.auxiliary(nodes);
  }

  private static void requireScores(String layer, Shape output, int classes, String which) {
    if (!output.equals(Shape.vector(classes))) {
      throw new NetworkException(
          layer, "output " + output, which + " must give " + classes + " values");
    }
  }

  private static void requireFewParameters(
      Shape input, List<Node> nodes, Map<String, Shape> shapes) {
    long sum = 0;
    for (var node : nodes) {
      long own = ParameterTensor.elements(node.layer().parameters(inputs(node, input, shapes)));
      if (own > MOST_PARAMETERS - sum) {
        throw new NetworkException(
            node.name() + ".parameters", own, "a network has at most " + MOST_PARAMETERS);
      }
      sum += own;
    }
  }

  /** The shapes that go into a node, where those of all nodes are known. */
  static List<Shape> inputs(Node node, Shape input, Map<String, Shape> shapes) {
    return node.inputs().stream()
        .map(name -> name.equals(INPUT) ? input : shapes.get(name))
        .toList();
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
