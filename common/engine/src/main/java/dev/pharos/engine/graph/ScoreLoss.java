package dev.pharos.engine.graph;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A loss of the scores of a batch. */
@FunctionalInterface
public interface ScoreLoss {

  /**
   * Computes loss and gradient.
   *
   * @param scores one row for each image
   * @param gradient of the same shape, to be filled with the gradient of the loss
   * @return the loss
   */
  double apply(INDArray scores, INDArray gradient);
}
