package dev.pharos.engine.graph;

import dev.pharos.engine.operation.Operations;
import dev.pharos.engine.operation.Squash;
import dev.pharos.engine.operation.StepRandom;
import dev.pharos.networks.Activation;
import dev.pharos.networks.NetworkSpec;
import dev.pharos.networks.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Turns a network's description into the configuration of a computation graph: one vertex for each
 * layer, except that an activation function that alone follows a layer becomes part of it and works
 * in place.
 */
final class GraphCompiler {
  /** Not a name that a layer can have. */
  static final String HEAD = "~loss";

  private final NetworkSpec network;
  private final StepRandom random;
  private final Set<String> frozen;
  private final Map<String, String> vertices = new HashMap<>();
  private final Set<String> trained = new HashSet<>();

  /**
   * @param frozen layers that are not trained
   */
  GraphCompiler(NetworkSpec network, StepRandom random, Set<String> frozen) {
    this.network = network;
    this.random = random;
    this.frozen = frozen;
    vertices.put(NetworkSpec.INPUT, NetworkSpec.INPUT);
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
        graph.addLayer(node.name(), layer(node, number), inputs(node));
      }
    }
    graph.addLayer(HEAD, new LossHeadConfiguration(), vertices.get(network.outputNode().name()));
    return graph.setOutputs(HEAD).build();
  }

  private OperationLayerConfiguration layer(Node node, int number) {
    vertices.put(node.name(), node.name());
    var squash = activationAfter(node);
    if (squash != null) {
      vertices.put(squash.name(), node.name());
    }
    var shapes = network.inputShapes(node);
    var tensors = node.layer().parameters(shapes);
    boolean gradientWanted = node.inputs().stream().anyMatch(this::isTrained);
    boolean isFrozen = frozen.contains(node.name());
    if (gradientWanted || (!isFrozen && !tensors.isEmpty())) {
      trained.add(node.name());
    }
    return new OperationLayerConfiguration(
        Operations.of(node.layer(), shapes.get(0), number, random),
        squash == null ? null : Squash.of(((Activation) squash.layer()).function()),
        tensors,
        new TrainingPart(isFrozen, isTrained(node.name()), gradientWanted));
  }

  /** Whether the vertex that a node became part of, or one before it, has something to learn. */
  private boolean isTrained(String node) {
    return trained.contains(vertices.get(node));
  }

  /** The activation that is the only one to use a layer's output; null if there is none. */
  private Node activationAfter(Node node) {
    if (node.layer() instanceof Activation) {
      return null;
    }
    List<Node> users =
        network.nodes().stream().filter(other -> other.inputs().contains(node.name())).toList();
    return users.size() == 1 && users.get(0).layer() instanceof Activation ? users.get(0) : null;
  }

  private String[] inputs(Node node) {
    return node.inputs().stream().map(vertices::get).toArray(String[]::new);
  }
}
