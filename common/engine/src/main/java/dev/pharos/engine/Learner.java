package dev.pharos.engine;

import dev.pharos.engine.graph.ScoreLoss;
import dev.pharos.engine.network.CompiledNetwork;
import dev.pharos.engine.tensor.Tensors;
import dev.pharos.networks.NetworkSpec;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One copy of a network in training, with what changes it. It belongs to the thread it is made on.
 */
final class Learner implements AutoCloseable {
  private final Model model;
  private final Descent descent;
  private final double labelSmoothing;

  /**
   * A learner all of whose parameters are 0.
   *
   * @param seed of the randomness of its steps
   * @param frozen layers that are not trained
   */
  Learner(NetworkSpec network, Optimization optimization, long seed, Set<String> frozen) {
    var compiled = CompiledNetwork.forTraining(network, DataType.FLOAT, seed, frozen);
    this.model = new Model(compiled, network.layerTable()::trainingBytes);
    this.descent =
        new Descent(
            optimization, compiled.parameters(), compiled.gradients(), compiled.segments(), frozen);
    this.labelSmoothing = optimization.labelSmoothing();
  }

  Model model() {
    return model;
  }

  Descent descent() {
    return descent;
  }

  /** Leaves a batch's gradients in {@link #slopes}; changes nothing else. */
  Loss gradients(Batch batch, long step) {
    var network = model.compiled();
    double total = network.gradients(images(batch), step, loss(batch));
    return new Loss(total, network.outputLoss());
  }

  /** The memory of the gradients, in the order of the parameters. */
  FloatBuffer slopes() {
    return Tensors.floats(model.compiled().gradients());
  }

  /** Whether gradients and parameters are numbers. */
  boolean isFinite() {
    return NonFinite.isFinite(model.compiled());
  }

  /** What to throw when a batch led to what is no number: looks for the layer where it began. */
  DivergedException diverged(Batch batch, long step, double loss) {
    var layer = NonFinite.firstLayer(model.compiled(), images(batch), step, loss(batch));
    return new DivergedException(step, loss, layer.orElse(null));
  }

  /** What the last batch measured enters the statistics. */
  void commit() {
    model.compiled().commit();
  }

  /** Makes a step down the gradients. */
  void descend(double learningRate, long step) {
    descent.apply(learningRate, step);
  }

  /** The memory of all that a step changes: parameters, statistics, what the optimiser keeps. */
  List<FloatBuffer> contents() {
    var network = model.compiled();
    return Stream.concat(
            Stream.of(network.parameters(), network.statistics()), descent.state().stream())
        .map(Tensors::floats)
        .toList();
  }

  private INDArray images(Batch batch) {
    return model.images(batch.pixels(), batch.size());
  }

  private ScoreLoss loss(Batch batch) {
    return (scores, gradient) -> {
      var values = new float[(int) scores.length()];
      Tensors.floats(scores).get(values);
      double loss =
          CrossEntropy.lossAndGradient(values, batch, model.spec().classes(), labelSmoothing);
      Tensors.floats(gradient).put(values);
      return loss;
    };
  }

  @Override
  public void close() {
    descent.close();
    model.close();
  }
}
