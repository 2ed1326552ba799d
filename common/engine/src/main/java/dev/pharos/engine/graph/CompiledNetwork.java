package dev.pharos.engine.graph;

import dev.pharos.engine.operation.Operation;
import dev.pharos.engine.operation.StepRandom;
import dev.pharos.engine.tensor.Tensors;
import dev.pharos.networks.NetworkSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A network that can be run. Its parameters lie in one flat tensor, its gradients in another of the
 * same order. It belongs to the thread that made it, whose workspaces it uses.
 */
public final class CompiledNetwork implements AutoCloseable {
  private final NetworkSpec network;
  private final ComputationGraph graph;
  private final List<LossHead> heads;
  private final StepRandom random;
  private final OutputWatch watch = new OutputWatch();
  private final Collection<Operation> operations;
  private final INDArray parameters;
  private final INDArray statistics;
  private final List<Segment> segments;
  private final List<Segment> statisticsSegments;

  private CompiledNetwork(NetworkSpec network, DataType type, long seed, Set<String> frozen) {
    this.network = network;
    this.random = new StepRandom(seed);
    var compiler = new GraphCompiler(network, random, watch, frozen);
    this.graph = new ComputationGraph(compiler.compile(type));
    this.operations = compiler.operations().values();
    this.parameters = Tensors.zeros(type, 1, network.trainingParameterCount());
    graph.init(parameters, false);
    this.heads =
        GraphCompiler.heads(network).stream().map(name -> (LossHead) graph.getLayer(name)).toList();
    this.segments = segments(network, graph);
    this.statisticsSegments = Segment.ofStatistics(network);
    this.statistics = Tensors.zeros(type, 1, Math.max(1, Segment.count(statisticsSegments)));
    bindStatistics(compiler.operations());
  }

  private void bindStatistics(Map<String, Operation> byName) {
    var views = new LinkedHashMap<String, List<INDArray>>();
    var flat = statistics.reshape(statistics.length());
    for (var segment : statisticsSegments) {
      views
          .computeIfAbsent(segment.layer(), layer -> new ArrayList<>())
          .add(
              flat.get(
                  NDArrayIndex.interval(segment.offset(), segment.offset() + segment.length())));
    }
    views.forEach((layer, tensors) -> byName.get(layer).bindStatistics(tensors));
  }

  /** A network that can only predict; all parameters and statistics are 0. */
  public static CompiledNetwork forInference(NetworkSpec network) {
    return new CompiledNetwork(network, DataType.FLOAT, 0, Set.of());
  }

  /**
   * A network that can also be trained; all parameters and statistics are 0.
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

  /** All statistics, which are kept with the model but not trained, in the order of files. */
  public INDArray statistics() {
    return statistics;
  }

  /** Which statistics lie where; empty for most networks. */
  public List<Segment> statisticsSegments() {
    return statisticsSegments;
  }

  /**
   * Runs forward and backward; the statistics stay as they are until {@link #commit}.
   *
   * @param images NCHW
   * @param step the number from which this step's randomness derives
   * @param loss of the network's scores, and of those of each auxiliary head
   * @return the loss, with those of auxiliary heads by their weights
   */
  public double gradients(INDArray images, long step, ScoreLoss loss) {
    random.step(step);
    heads.forEach(head -> head.loss(loss));
    graph.setInputs(images);
    // Not looked at: the loss knows the labels.
    graph.setLabels(heads.stream().map(head -> images).toArray(INDArray[]::new));
    graph.computeGradientAndScore();
    return graph.score();
  }

  /**
   * Runs forward and backward once more to find the first layer, in an order in which each follows
   * its inputs, whose output is not all finite numbers.
   */
  public Optional<String> firstNonFiniteOutput(INDArray images, long step, ScoreLoss loss) {
    watch.start();
    gradients(images, step, loss);
    return watch.stop();
  }

  /** The loss of the last gradients without those of auxiliary heads. */
  public double outputLoss() {
    return heads.get(0).value();
  }

  /** Accepts the last gradients: what their batch measured enters the statistics. */
  public void commit() {
    operations.forEach(Operation::commit);
  }

  /** Runs forward, as when predicting; one row of scores for each image. */
  public INDArray scores(INDArray images) {
    return graph.output(List.of(GraphCompiler.HEAD), false, new INDArray[] {images}, null)[0];
  }

  @Override
  public void close() {
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    var flatGradients = graph.getGradientsViewArray();
    if (flatGradients != null && flatGradients.closeable()) {
      flatGradients.close();
    }
    parameters.close();
    statistics.close();
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
