package dev.pharos.engine;

import dev.pharos.engine.graph.Segment;
import dev.pharos.engine.tensor.Tensors;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An optimiser's step in one pass over memory, on all cores. A step touches each parameter once and
 * computes next to nothing with it, so its time is that of reading and writing: done as the usual
 * sequence of vector operations, momentum with decay would go over memory twelve times instead of
 * five. Chunks are independent, so that any number of threads gives the same result.
 */
final class FusedUpdate {
  /** Parameters of a chunk: with what belongs to them they fit into a core's own cache. */
  private static final int CHUNK = 8192;

  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final Optimization optimization;
  private final INDArray parameters;
  private final INDArray gradients;
  private final List<INDArray> state;
  private final List<Chunk> chunks = new ArrayList<>();
  private final ThreadLocal<float[][]> arrays = ThreadLocal.withInitial(() -> new float[4][CHUNK]);

  private record Chunk(int start, int length, boolean decayed) {}

  /**
   * @param state what the optimiser keeps for each parameter
   * @param moving the parameters that are trained
   */
  FusedUpdate(
      Optimization optimization,
      INDArray parameters,
      INDArray gradients,
      List<INDArray> state,
      List<Segment> moving) {
    this.optimization = optimization;
    this.parameters = parameters;
    this.gradients = gradients;
    this.state = state;
    for (var segment : moving) {
      for (long start = 0; start < segment.length(); start += CHUNK) {
        chunks.add(
            new Chunk(
                (int) (segment.offset() + start),
                (int) Math.min(CHUNK, segment.length() - start),
                segment.tensor().decayed()));
      }
    }
  }

  /**
   * Makes a step.
   *
   * @param number from 1
   * @param scale what gradients are multiplied by first
   */
  void apply(double rate, long number, double scale) {
    var weights = Tensors.floats(parameters);
    var slopes = Tensors.floats(gradients);
    var kept = state.stream().map(Tensors::floats).toList();
    IntStream.range(0, chunks.size())
        .parallel()
        .forEach(i -> apply(chunks.get(i), weights, slopes, kept, rate, number, scale));
  }

  private void apply(
      Chunk chunk,
      FloatBuffer weights,
      FloatBuffer slopes,
      List<FloatBuffer> kept,
      double rate,
      long number,
      double scale) {
    var local = arrays.get();
    int start = chunk.start();
    int length = chunk.length();
    weights.get(start, local[0], 0, length);
    slopes.get(start, local[1], 0, length);
    for (int slot = 0; slot < kept.size(); slot++) {
      kept.get(slot).get(start, local[2 + slot], 0, length);
    }
    double decay = chunk.decayed() ? optimization.weightDecay() : 0;
    boolean decoupled = optimization.decayMode() == DecayMode.DECOUPLED;
    float shrink = (float) (decoupled ? 1 - rate * decay : 1);
    float pull = (float) (decoupled ? 0 : decay);
    switch (optimization.optimizer()) {
      case SGD ->
          momentum(
              local,
              length,
              shrink,
              pull,
              (float) scale,
              (float) optimization.momentum(),
              (float) rate);
      case ADAM -> {
        double correction =
            Math.sqrt(1 - Math.pow(BETA_2, (double) number))
                / (1 - Math.pow(BETA_1, (double) number));
        adam(local, length, shrink, pull, (float) scale, (float) (rate * correction));
      }
    }
    weights.put(start, local[0], 0, length);
    for (int slot = 0; slot < kept.size(); slot++) {
      kept.get(slot).put(start, local[2 + slot], 0, length);
    }
  }

  /** v = momentum * v - rate * (scale * g + pull * w), w = shrink * w + v. */
  private static void momentum(
      float[][] local,
      int length,
      float shrink,
      float pull,
      float scale,
      float momentum,
      float rate) {
    var w = local[0];
    var g = local[1];
    var v = local[2];
    for (int i = 0; i < length; i++) {
      v[i] = momentum * v[i] - rate * (scale * g[i] + pull * w[i]);
      w[i] = shrink * w[i] + v[i];
    }
  }

  /**
   * With a = scale * g + pull * w: means of a and of a^2, w = shrink * w - rate * m / root of v.
   */
  private static void adam(
      float[][] local, int length, float shrink, float pull, float scale, float rate) {
    var w = local[0];
    var g = local[1];
    var m = local[2];
    var v = local[3];
    float keep1 = (float) BETA_1;
    float keep2 = (float) BETA_2;
    float take1 = (float) (1 - BETA_1);
    float take2 = (float) (1 - BETA_2);
    float epsilon = (float) EPSILON;
    for (int i = 0; i < length; i++) {
      float a = scale * g[i] + pull * w[i];
      m[i] = keep1 * m[i] + take1 * a;
      v[i] = keep2 * v[i] + take2 * a * a;
      w[i] = shrink * w[i] - rate * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
    }
  }
}
