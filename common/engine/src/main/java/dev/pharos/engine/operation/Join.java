package dev.pharos.engine.operation;

import dev.pharos.networks.Addition;
import dev.pharos.networks.Concatenation;
import dev.pharos.networks.LayerSpec;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The arithmetic of a layer with several inputs and no parameters. */
public interface Join {

  /**
   * Computes the output.
   *
   * @param inputs batch first; not changed
   */
  INDArray forward(INDArray[] inputs, Scratch scratch);

  /**
   * The gradient by one input, in a tensor of its own: gradients of outputs with several users are
   * added up in place, so no two inputs may share one.
   *
   * @param inputs what the last forward pass got
   * @param which the input's place
   * @param gradient gradient of the loss by the output; not changed
   */
  INDArray backward(INDArray[] inputs, int which, INDArray gradient, Scratch scratch);

  /** Whether a layer is one of these. */
  static boolean is(LayerSpec layer) {
    return layer instanceof Addition || layer instanceof Concatenation;
  }

  /** The join that does what a layer's description says. */
  static Join of(LayerSpec layer) {
    return layer instanceof Addition ? new AdditionJoin() : new ConcatenationJoin();
  }
}
