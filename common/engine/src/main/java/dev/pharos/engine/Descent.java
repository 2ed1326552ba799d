package dev.pharos.engine;

import dev.pharos.engine.graph.Segment;
import dev.pharos.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.blas.Level1;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Changes the parameters by their gradients, all of them at once on the flat tensors. */
final class Descent {
  private static final Level1 BLAS = Nd4j.getBlasWrapper().level1();
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final Optimization optimization;
  private final INDArray parameters;
  private final INDArray gradients;
  private final List<INDArray> state = new ArrayList<>();
  private final List<INDArray> decayed = new ArrayList<>();
  private final List<INDArray> decayedGradients = new ArrayList<>();

  Descent(
      Optimization optimization, INDArray parameters, INDArray gradients, List<Segment> segments) {
    this.optimization = optimization;
    this.parameters = parameters;
    this.gradients = gradients;
    for (int slot = 0; slot < optimization.optimizer().slots(); slot++) {
      state.add(Tensors.zeros(parameters.dataType(), parameters.shape()));
    }
    for (var segment : segments) {
      if (segment.tensor().decayed()) {
        decayed.add(part(parameters, segment));
        decayedGradients.add(part(gradients, segment));
      }
    }
  }

  private static INDArray part(INDArray flat, Segment segment) {
    return flat.reshape(flat.length())
        .get(NDArrayIndex.interval(segment.offset(), segment.offset() + segment.length()));
  }

  /** What is kept between steps, beside the parameters. */
  List<INDArray> state() {
    return state;
  }

  /**
   * Makes a step; the gradients are of no use afterwards.
   *
   * @param step its number, from 1
   */
  void apply(double learningRate, long step) {
    if (optimization.weightDecay() > 0) {
      for (int i = 0; i < decayed.size(); i++) {
        add(optimization.weightDecay(), decayed.get(i), decayedGradients.get(i));
      }
    }
    switch (optimization.optimizer()) {
      case SGD -> {
        var velocity = state.get(0);
        BLAS.scal(velocity.length(), optimization.momentum(), velocity);
        add(-learningRate, gradients, velocity);
        add(1.0, velocity, parameters);
      }
      case ADAM -> {
        // The native operation counts steps from 0 and writes the update over the gradients.
        Nd4j.exec(
            new AdamUpdater(
                gradients,
                state.get(0),
                state.get(1),
                learningRate,
                BETA_1,
                BETA_2,
                EPSILON,
                Math.toIntExact(step - 1)));
        add(-1.0, gradients, parameters);
      }
    }
  }

  /** target += factor * values. */
  private static void add(double factor, INDArray values, INDArray target) {
    BLAS.axpy(values.length(), factor, values, target);
  }

  void close() {
    state.forEach(INDArray::close);
  }
}
