package dev.pharos.engine.network;

import dev.pharos.engine.graph.GraphPasses;
import dev.pharos.engine.graph.Passes;
import dev.pharos.engine.graph.ScoreLoss;
import dev.pharos.engine.graph.Segment;
import dev.pharos.engine.graph.Vertices;
import dev.pharos.engine.onednn.BlockedPasses;
import dev.pharos.engine.onednn.FlatTensors;
import dev.pharos.engine.onednn.OneDnn;
import dev.pharos.engine.tensor.Tensors;
import dev.pharos.networks.NetworkSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network that can be run. Its parameters lie in one flat tensor, its gradients in another of the
 * same order. It belongs to the thread that made it, whose workspaces it uses.
 *
 * <p>Where oneDNN is there it runs on that library's own layouts, else as a Deeplearning4j graph;
 * the flat tensors are the same, so that files, optimiser and checkpoints know of no difference.
 */
public final class CompiledNetwork implements AutoCloseable {
  private final NetworkSpec network;
  private final GraphPasses portable;
  private final Passes passes;
  private final INDArray parameters;
  private final INDArray statistics;
  private final List<Segment> statisticsSegments;

  private CompiledNetwork(
      NetworkSpec network, DataType type, long seed, Set<String> frozen, boolean trains) {
    this.network = network;
    this.parameters = Tensors.zeros(type, 1, network.trainingParameterCount());
    this.statisticsSegments = Segment.ofStatistics(network);
    this.statistics = Tensors.zeros(type, 1, Math.max(1, Segment.count(statisticsSegments)));
    var vertices = Vertices.of(network, frozen);
    this.portable = new GraphPasses(network, vertices, type, seed, parameters, statistics, trains);
    this.passes =
        OneDnn.forNetworks(type)
            .<Passes>map(library -> new BlockedPasses(library, network, vertices, flat(), seed))
            .orElse(portable);
  }

  private FlatTensors flat() {
    return new FlatTensors(
        portable.segments(), parameters, portable.gradients(), statisticsSegments, statistics);
  }

  /** A network that can only predict; all parameters and statistics are 0. */
  public static CompiledNetwork forInference(NetworkSpec network) {
    return new CompiledNetwork(network, DataType.FLOAT, 0, Set.of(), false);
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
    return new CompiledNetwork(network, type, seed, frozen, true);
  }

  /** The description it was made from. */
  public NetworkSpec network() {
    return network;
  }

  /**
   * All parameters, [1, count]; changing them changes the network: what predicts looks at them
   * again after this call, and after each {@link #gradients(INDArray, long, ScoreLoss)}.
   */
  public INDArray parameters() {
    passes.parametersChange();
    return parameters;
  }

  /**
   * The gradients of the last {@link #gradients(INDArray, long, ScoreLoss)}, in the order of the
   * parameters.
   */
  public INDArray gradients() {
    return portable.gradients();
  }

  /** Which parameters lie where, in the order of the network's description. */
  public List<Segment> segments() {
    return portable.segments();
  }

  /** All statistics, which are kept with the model but not trained, in the order of files. */
  public INDArray statistics() {
    passes.parametersChange();
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
    return passes.gradients(images, step, loss);
  }

  /**
   * Runs forward and backward once more, as a graph, to find the first layer, in an order in which
   * each follows its inputs, whose output is not all finite numbers.
   */
  public Optional<String> firstNonFiniteOutput(INDArray images, long step, ScoreLoss loss) {
    return portable.firstNonFiniteOutput(images, step, loss);
  }

  /** The loss of the last gradients without those of auxiliary heads. */
  public double outputLoss() {
    return passes.outputLoss();
  }

  /** Accepts the last gradients: what their batch measured enters the statistics. */
  public void commit() {
    passes.commit();
  }

  /** Runs forward, as when predicting; one row of scores for each image. */
  public INDArray scores(INDArray images) {
    return passes.scores(images);
  }

  @Override
  public void close() {
    passes.close();
    if (passes != portable) {
      portable.close();
    }
    parameters.close();
    statistics.close();
  }
}
