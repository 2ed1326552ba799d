package dev.pharos.engine.graph;

import dev.pharos.engine.operation.StepRandom;
import dev.pharos.engine.tensor.Tensors;
import dev.pharos.networks.NetworkSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network that can be run. Its parameters lie in one flat tensor, its gradients in another of the
 * same order. It belongs to the thread that made it, whose workspaces it uses.
 */
public final class CompiledNetwork implements AutoCloseable {
  private final NetworkSpec network;
  private final ComputationGraph graph;
  private final LossHead head;
  private final StepRandom random;
  private final INDArray parameters;
  private final List<Segment> segments;

  private CompiledNetwork(NetworkSpec network, DataType type, long seed, Set<String> frozen) {
    this.network = network;
    this.random = new StepRandom(seed);
    this.graph = new ComputationGraph(new GraphCompiler(network, random, frozen).compile(type));
    this.parameters = Tensors.zeros(type, 1, network.parameterCount());
    graph.init(parameters, false);
    this.head = (LossHead) graph.getLayer(GraphCompiler.HEAD);
    this.segments = segments(network, graph);
  }

  /** A network that can only predict; all parameters are 0. */
  public static CompiledNetwork forInference(NetworkSpec network) {
    return new CompiledNetwork(network, DataType.FLOAT, 0, Set.of());
  }

  /**
   * A network that can also be trained; all parameters are 0.
   *
   * @param type FLOAT; DOUBLE for checking gradients
   * @param seed of the randomness of its steps
   * @param frozen layers that are not trained: they compute as when predicting, and their gradients
   *     stay 0; all layers that they depend on must be among them
   */
  public static CompiledNetwork forTraining(
      NetworkSpec network, DataType type, long seed, Set<String> frozen) {
    var compiled = new CompiledNetwork(network, type, seed, frozen);
    compiled.graph.initGradientsView();
    return compiled;
  }

  /** The description it was made from. */
  public NetworkSpec network() {
    return network;
  }

  /** All parameters, [1, count]; changing them changes the network. */
  public INDArray parameters() {
    return parameters;
  }

  /**
   * The gradients of the last {@link #gradients(INDArray, long, ScoreLoss)}, in the order of the
   * parameters.
   */
  public INDArray gradients() {
    return graph.getGradientsViewArray();
  }

  /** Which parameters lie where, in the order of the network's description. */
  public List<Segment> segments() {
    return segments;
  }

  /**
   * Runs forward and backward.
   *
   * @param images NCHW
   * @param step the number from which this step's randomness derives
   * @return the loss
   */
  public double gradients(INDArray images, long step, ScoreLoss loss) {
    random.step(step);
    head.loss(loss);
    graph.setInputs(images);
    graph.setLabels(images); // not looked at: the loss knows the labels
    graph.computeGradientAndScore();
    return graph.score();
  }

  /** Runs forward, as when predicting; one row of scores for each image. */
  public INDArray scores(INDArray images) {
    return graph.output(false, images)[0];
  }

  @Override
  public void close() {
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    var flatGradients = graph.getGradientsViewArray();
    if (flatGradients != null && flatGradients.closeable()) {
      flatGradients.close();
    }
    parameters.close();
  }

  /** The graph sorts its vertices itself, so its order is asked for and not assumed. */
  private static List<Segment> segments(NetworkSpec network, ComputationGraph graph) {
    var offsets = new HashMap<String, Long>();
    long offset = 0;
    for (int index : graph.topologicalSortOrder()) {
      var vertex = graph.getVertices()[index];
      offsets.put(vertex.getVertexName(), offset);
      if (vertex.hasLayer()) {
        offset += vertex.getLayer().numParams();
      }
    }
    var segments = new ArrayList<Segment>();
    for (var node : network.nodes()) {
      long next = offsets.getOrDefault(node.name(), 0L);
      for (var tensor : node.layer().parameters(network.inputShapes(node))) {
        segments.add(new Segment(node.name(), tensor, next));
        next += tensor.elements();
      }
    }
    return List.copyOf(segments);
  }
}
