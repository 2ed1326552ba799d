package dev.pharos.engine.graph;

import dev.pharos.engine.operation.Join;
import dev.pharos.engine.operation.Operation;
import dev.pharos.engine.operation.Operations;
import dev.pharos.engine.operation.Squash;
import dev.pharos.engine.operation.StepRandom;
import dev.pharos.networks.Activation;
import dev.pharos.networks.AuxiliaryHead;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Turns a network's description into the configuration of a computation graph: one vertex for each
 * layer, except that an activation function that alone follows a layer becomes part of it and works
 * in place; and one that computes the loss for each output.
 */
final class GraphCompiler {
  /** The vertex of the network's loss; not a name that a layer can have, as no name with ~ is. */
  static final String HEAD = "~loss";

  private final NetworkSpec network;
  private final StepRandom random;
  private final OutputWatch watch;
  private final Set<String> frozen;
  private final Map<String, Integer> users = new HashMap<>();
  private final Map<String, Node> onlyUsers = new HashMap<>();
  private final Map<String, String> vertices = new HashMap<>();
  private final Set<String> trained = new HashSet<>();
  private final Map<String, Operation> operations = new LinkedHashMap<>();

  /**
   * @param watch is told every layer's output
   * @param frozen layers that are not trained
   */
  GraphCompiler(NetworkSpec network, StepRandom random, OutputWatch watch, Set<String> frozen) {
    this.network = network;
    this.random = random;
    this.watch = watch;
    this.frozen = frozen;
    vertices.put(NetworkSpec.INPUT, NetworkSpec.INPUT);
    for (var node : network.nodes()) {
      for (var input : node.inputs()) {
        users.merge(input, 1, Integer::sum);
        onlyUsers.put(input, node);
      }
    }
    for (var head : network.auxiliaryHeads()) {
      users.merge(head.output(), 1, Integer::sum);
    }
  }

  ComputationGraphConfiguration compile(DataType type) {
    var graph =
        new NeuralNetConfiguration.Builder()
            .dataType(type)
            .updater(new NoOp())
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .graphBuilder()
            .addInputs(NetworkSpec.INPUT);
    var nodes = network.nodes();
    for (int number = 0; number < nodes.size(); number++) {
      var node = nodes.get(number);
      if (!vertices.containsKey(node.name())) {
        add(graph, node, number);
      }
    }
    var outputs = new ArrayList<String>();
    addHead(graph, HEAD, network.outputNode().name(), 1, outputs);
    for (var head : network.auxiliaryHeads()) {
      addHead(graph, HEAD + "/" + head.output(), head.output(), head.weight(), outputs);
    }
    return graph.setOutputs(outputs.toArray(String[]::new)).build();
  }

  /** The operations of all layers that have one, by name; known once compiled. */
  Map<String, Operation> operations() {
    return operations;
  }

  /** The names of the vertices that compute losses, the network's own first. */
  static List<String> heads(NetworkSpec network) {
    var names = new ArrayList<>(List.of(HEAD));
    network.auxiliaryHeads().stream()
        .map(AuxiliaryHead::output)
        .forEach(output -> names.add(HEAD + "/" + output));
    return names;
  }

  private void add(GraphBuilder graph, Node node, int number) {
    var wanted = node.inputs().stream().map(this::isTrained).toList();
    boolean anyWanted = wanted.contains(true);
    var squash = squashAfter(node);
    if (Join.is(node.layer())) {
      if (anyWanted) {
        trained.add(node.name());
      }
      var flags = new boolean[wanted.size()];
      for (int i = 0; i < flags.length; i++) {
        flags[i] = wanted.get(i);
      }
      graph.addVertex(
          node.name(),
          new JoinVertexConfiguration(Join.of(node.layer()), squash, flags, watch),
          inputs(node));
    } else {
      graph.addLayer(node.name(), layer(node, number, squash, anyWanted), inputs(node));
    }
  }

  private OperationLayerConfiguration layer(
      Node node, int number, Squash squash, boolean inputGradient) {
    var shapes = network.inputShapes(node);
    var tensors = node.layer().parameters(shapes);
    boolean isFrozen = frozen.contains(node.name());
    if (inputGradient || (!isFrozen && !tensors.isEmpty())) {
      trained.add(node.name());
    }
    var operation = Operations.of(node.layer(), shapes.get(0), number, random);
    operations.put(node.name(), operation);
    var part = new TrainingPart(isFrozen, isTrained(node.name()), inputGradient);
    return new OperationLayerConfiguration(operation, squash, tensors, part, watch);
  }

  /**
   * The activation function that is the only one to use a layer's output, which then is part of the
   * layer's vertex; null if there is none.
   */
  private Squash squashAfter(Node node) {
    vertices.put(node.name(), node.name());
    if (node.layer() instanceof Activation || users.getOrDefault(node.name(), 0) != 1) {
      return null;
    }
    var user = onlyUsers.get(node.name());
    if (user == null || !(user.layer() instanceof Activation activation)) {
      return null;
    }
    vertices.put(user.name(), node.name());
    return Squash.of(activation.function());
  }

  /** Whether the vertex that a node became part of, or one before it, has something to learn. */
  private boolean isTrained(String node) {
    return trained.contains(vertices.get(node));
  }

  private void addHead(
      GraphBuilder graph, String name, String output, double weight, List<String> outputs) {
    graph.addLayer(
        name, new LossHeadConfiguration(weight, isTrained(output)), vertices.get(output));
    outputs.add(name);
  }

  private String[] inputs(Node node) {
    return node.inputs().stream().map(vertices::get).toArray(String[]::new);
  }
}
