package dev.pharos.engine.graph;

import dev.pharos.engine.operation.Join;
import dev.pharos.engine.operation.Operation;
import dev.pharos.engine.operation.Operations;
import dev.pharos.engine.operation.Squash;
import dev.pharos.engine.operation.StepRandom;
import dev.pharos.networks.AuxiliaryHead;
import dev.pharos.networks.NetworkSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * Turns a network's description into the configuration of a computation graph: its vertices, and
 * one that computes the loss for each output.
 */
final class GraphCompiler {
  /** The vertex of the network's loss; not a name that a layer can have, as no name with ~ is. */
  static final String HEAD = "~loss";

  private final NetworkSpec network;
  private final Vertices vertices;
  private final StepRandom random;
  private final OutputWatch watch;
  private final Map<String, Operation> operations = new LinkedHashMap<>();

  /**
   * @param vertices what is run of the network
   * @param watch is told every layer's output
   */
  GraphCompiler(NetworkSpec network, Vertices vertices, StepRandom random, OutputWatch watch) {
    this.network = network;
    this.vertices = vertices;
    this.random = random;
    this.watch = watch;
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
    vertices.all().forEach(vertex -> add(graph, vertex));
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

  private void add(GraphBuilder graph, Vertex vertex) {
    var layer = vertex.node().layer();
    var inputs = vertex.inputs().toArray(String[]::new);
    var squash = vertex.activation().map(Squash::of).orElse(null);
    if (Join.is(layer)) {
      var flags = new boolean[inputs.length];
      for (int i = 0; i < flags.length; i++) {
        flags[i] = vertex.wanted().get(i);
      }
      graph.addVertex(
          vertex.name(), new JoinVertexConfiguration(Join.of(layer), squash, flags, watch), inputs);
    } else {
      graph.addLayer(vertex.name(), layer(vertex, squash), inputs);
    }
  }

  private OperationLayerConfiguration layer(Vertex vertex, Squash squash) {
    var layer = vertex.node().layer();
    var shapes = network.inputShapes(vertex.node());
    var operation = Operations.of(layer, shapes.get(0), vertex.number(), random);
    operations.put(vertex.name(), operation);
    var part = new TrainingPart(vertex.frozen(), vertex.trained(), vertex.anyWanted());
    return new OperationLayerConfiguration(
        operation, squash, layer.parameters(shapes), part, watch);
  }

  private void addHead(
      GraphBuilder graph, String name, String output, double weight, List<String> outputs) {
    graph.addLayer(
        name,
        new LossHeadConfiguration(weight, vertices.isTrained(output)),
        vertices.nameOf(output));
    outputs.add(name);
  }
}
