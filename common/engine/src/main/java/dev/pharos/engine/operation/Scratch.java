package dev.pharos.engine.operation;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where an operation puts its results and what it needs on the way; tensors are row-major and not
 * initialised.
 */
public interface Scratch {

  /** A tensor for the operation's output, kept until the backward pass is over when training. */
  INDArray output(long... shape);

  /**
   * A tensor for the gradient of the operation's input, kept until the layer before has used it.
   */
  INDArray inputGradient(long... shape);

  /** A tensor that is free again when the operation returns. */
  INDArray working(long... shape);
}
