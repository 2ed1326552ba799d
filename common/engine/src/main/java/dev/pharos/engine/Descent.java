package dev.pharos.engine;

import dev.pharos.engine.graph.Segment;
import dev.pharos.engine.tensor.NativeBackend;
import dev.pharos.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nd4j.linalg.api.blas.Level1;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Changes the parameters by their gradients, on the flat tensors: on a CPU in one pass over memory,
 * else by operations on all of them at once, or all that lie between frozen ones.
 */
final class Descent {
  private static final Level1 BLAS = Nd4j.getBlasWrapper().level1();
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final Optimization optimization;
  private final INDArray gradients;
  private final List<INDArray> state = new ArrayList<>();
  private final List<Part> trained = new ArrayList<>();
  private final List<Part> decayed = new ArrayList<>();
  private final Optional<FusedUpdate> fused;

  /** A stretch of the parameters with their gradients and what is kept for them. */
  private record Part(INDArray parameters, INDArray gradients, List<INDArray> state) {}

  /**
   * @param frozen layers whose parameters stay as they are
   */
  Descent(
      Optimization optimization,
      INDArray parameters,
      INDArray gradients,
      List<Segment> segments,
      Set<String> frozen) {
    this.optimization = optimization;
    this.gradients = gradients;
    for (int slot = 0; slot < optimization.optimizer().slots(); slot++) {
      state.add(Tensors.zeros(parameters.dataType(), parameters.shape()));
    }
    var moving = segments.stream().filter(segment -> !frozen.contains(segment.layer())).toList();
    fused =
        NativeBackend.load().kind().equals("cpu")
            ? Optional.of(new FusedUpdate(optimization, parameters, gradients, state, moving))
            : Optional.empty();
    stretches(moving)
        .forEach(stretch -> trained.add(part(parameters, stretch.start(), stretch.end())));
    for (var segment : moving) {
      if (segment.tensor().decayed()) {
        decayed.add(part(parameters, segment.offset(), segment.offset() + segment.length()));
      }
    }
  }

  private Part part(INDArray parameters, long start, long end) {
    return new Part(
        between(parameters, start, end),
        between(gradients, start, end),
        state.stream().map(slot -> between(slot, start, end)).toList());
  }

  private static INDArray between(INDArray flat, long start, long end) {
    return flat.reshape(flat.length()).get(NDArrayIndex.interval(start, end));
  }

  private record Stretch(long start, long end) {}

  /** Segments that follow each other without a gap, put together. */
  private static List<Stretch> stretches(List<Segment> segments) {
    var stretches = new ArrayList<Stretch>();
    for (var segment :
        segments.stream().sorted(Comparator.comparingLong(Segment::offset)).toList()) {
      long end = segment.offset() + segment.length();
      int last = stretches.size() - 1;
      if (last >= 0 && stretches.get(last).end() == segment.offset()) {
        stretches.set(last, new Stretch(stretches.get(last).start(), end));
      } else {
        stretches.add(new Stretch(segment.offset(), end));
      }
    }
    return stretches;
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
    double scale = optimization.clipNorm().stream().map(this::clip).findFirst().orElse(1);
    if (fused.isPresent()) {
      fused.get().apply(learningRate, step, scale);
      return;
    }
    if (scale != 1) {
      BLAS.scal(gradients.length(), scale, gradients);
    }
    if (optimization.weightDecay() > 0) {
      decayed.forEach(part -> decay(part, learningRate));
    }
    trained.forEach(part -> move(part, learningRate, step));
  }

  /** What makes the gradients' norm no larger than the limit; gradients of frozen layers are 0. */
  private double clip(double limit) {
    double norm = BLAS.nrm2(gradients);
    return norm > limit ? limit / norm : 1;
  }

  private void decay(Part part, double learningRate) {
    double decay = optimization.weightDecay();
    switch (optimization.decayMode()) {
      case L2 -> add(decay, part.parameters(), part.gradients());
      case DECOUPLED ->
          BLAS.scal(part.parameters().length(), 1 - learningRate * decay, part.parameters());
    }
  }

  private void move(Part part, double learningRate, long step) {
    switch (optimization.optimizer()) {
      case SGD -> {
        var velocity = part.state().get(0);
        BLAS.scal(velocity.length(), optimization.momentum(), velocity);
        add(-learningRate, part.gradients(), velocity);
        add(1.0, velocity, part.parameters());
      }
      case ADAM -> {
        // The native operation counts steps from 0 and writes the update over the gradients.
        Nd4j.exec(
            new AdamUpdater(
                part.gradients(),
                part.state().get(0),
                part.state().get(1),
                learningRate,
                BETA_1,
                BETA_2,
                EPSILON,
                Math.toIntExact(step - 1)));
        add(-1.0, part.gradients(), part.parameters());
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
