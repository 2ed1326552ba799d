package dev.pharos.engine.onednn;

import dev.pharos.engine.tensor.Tensors;
import dev.pharos.networks.ConnectionTable;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Weights each of which is one of a layer's parameters, several of them perhaps the same, or 0. So
 * are a convolution some of whose kernels do not exist, and a trainable subsampling: a convolution
 * of each map on its own whose weights are all the map's coefficient.
 */
final class TiedKernels implements Kernels {
  private static final int NONE = -1;

  private final LayerTensors tensors;
  private final int[] parameterOf;
  private final float[] parameters;
  private final float[] weights;
  private Tensor plain;
  private FloatBuffer parameterValues;
  private FloatBuffer gradientValues;

  private TiedKernels(LayerTensors tensors, int count, int[] parameterOf) {
    this.tensors = tensors;
    this.parameterOf = parameterOf;
    this.parameters = new float[count];
    this.weights = new float[parameterOf.length];
  }

  /** One parameter for each map, which all taps of its window share. */
  static TiedKernels shared(LayerTensors tensors, int maps, int taps) {
    var parameterOf = new int[maps * taps];
    for (int map = 0; map < maps; map++) {
      Arrays.fill(parameterOf, map * taps, (map + 1) * taps, map);
    }
    return new TiedKernels(tensors, maps, parameterOf);
  }

  /** Kernels for those pairs of maps that are connected. */
  static TiedKernels sparse(
      LayerTensors tensors, ConnectionTable connections, int inputs, int taps) {
    var parameterOf = new int[connections.outputs() * inputs * taps];
    Arrays.fill(parameterOf, NONE);
    int next = 0;
    for (int map = 0; map < connections.outputs(); map++) {
      for (int input : connections.rows().get(map)) {
        int start = (map * inputs + input) * taps;
        for (int tap = 0; tap < taps; tap++) {
          parameterOf[start + tap] = next++;
        }
      }
    }
    return new TiedKernels(tensors, next, parameterOf);
  }

  @Override
  public Tensor weights(Program program, Layout shape, Layout layout) {
    if (plain == null) {
      parameterValues = Tensors.floats(tensors.parameterViews().get(0));
      plain = program.tensor(shape);
      program.add(new Copy("tying weights", plain, this::spread));
    }
    return program.as(plain, layout);
  }

  @Override
  public Tensor gradient(Program program, Layout shape, Layout layout) {
    return program.tensor(layout);
  }

  @Override
  public void take(Program program, Tensor gradient) {
    gradientValues = Tensors.floats(tensors.gradientViews().get(0));
    program.add(new Copy("tying gradients", program.plain(gradient), this::gather));
  }

  private void spread(INDArray target) {
    parameterValues.get(0, parameters);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = parameterOf[i] == NONE ? 0 : parameters[parameterOf[i]];
    }
    Tensors.floats(target).put(weights);
  }

  private void gather(INDArray gradient) {
    Tensors.floats(gradient).get(weights);
    Arrays.fill(parameters, 0);
    for (int i = 0; i < weights.length; i++) {
      if (parameterOf[i] != NONE) {
        parameters[parameterOf[i]] += weights[i];
      }
    }
    gradientValues.put(0, parameters);
  }

  private interface Work {
    void on(INDArray array);
  }

  private record Copy(String name, Tensor tensor, Work work) implements Action {
    @Override
    public void run() {
      work.on(tensor.array());
    }

    @Override
    public List<Tensor> tensors() {
      return List.of(tensor);
    }
  }
}
