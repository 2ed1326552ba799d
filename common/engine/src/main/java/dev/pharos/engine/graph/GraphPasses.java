package dev.pharos.engine.graph;

import dev.pharos.engine.operation.Operation;
import dev.pharos.engine.operation.StepRandom;
import dev.pharos.networks.NetworkSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Runs a network as a Deeplearning4j computation graph, on every platform and number type. */
public final class GraphPasses implements Passes {
  private final ComputationGraph graph;
  private final List<LossHead> heads;
  private final StepRandom random;
  private final OutputWatch watch = new OutputWatch();
  private final Collection<Operation> operations;
  private final List<Segment> segments;

  /**
   * @param seed of the randomness of training steps
   * @param parameters [1, count]
   * @param statistics in the order of files
   * @param trains whether gradients will be asked for
   */
  public GraphPasses(
      NetworkSpec network,
      Vertices vertices,
      DataType type,
      long seed,
      INDArray parameters,
      INDArray statistics,
      boolean trains) {
    this.random = new StepRandom(seed);
    var compiler = new GraphCompiler(network, vertices, random, watch);
    this.graph = new ComputationGraph(compiler.compile(type));
    this.operations = compiler.operations().values();
    graph.init(parameters, false);
    this.heads =
        GraphCompiler.heads(network).stream().map(name -> (LossHead) graph.getLayer(name)).toList();
    this.segments = segments(network, graph);
    bindStatistics(compiler.operations(), Segment.ofStatistics(network), statistics);
    if (trains) {
      graph.initGradientsView();
    }
  }

  private static void bindStatistics(
      Map<String, Operation> byName, List<Segment> segments, INDArray statistics) {
    var views = new LinkedHashMap<String, List<INDArray>>();
    var flat = statistics.reshape(statistics.length());
    for (var segment : segments) {
      views
          .computeIfAbsent(segment.layer(), layer -> new ArrayList<>())
          .add(
              flat.get(
                  NDArrayIndex.interval(segment.offset(), segment.offset() + segment.length())));
    }
    views.forEach((layer, tensors) -> byName.get(layer).bindStatistics(tensors));
  }

  /** Which parameters lie where, in the order of the network's description. */
  public List<Segment> segments() {
    return segments;
  }

  /** The gradients, in the order of the parameters; null where they will not be asked for. */
  public INDArray gradients() {
    return graph.getGradientsViewArray();
  }

  @Override
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

  @Override
  public double outputLoss() {
    return heads.get(0).value();
  }

  @Override
  public void commit() {
    operations.forEach(Operation::commit);
  }

  @Override
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
