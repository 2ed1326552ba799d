package dev.pharos.engine.graph;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A way to run a network on its flat tensors of parameters and gradients. It belongs to the thread
 * that made it.
 */
public interface Passes extends AutoCloseable {

  /**
   * Runs forward and backward, and overwrites the gradients; the statistics stay as they are until
   * {@link #commit}.
   *
   * @param images NCHW
   * @param step the number from which this step's randomness derives
   * @param loss of the network's scores, and of those of each auxiliary head
   * @return the loss, with those of auxiliary heads by their weights
   */
  double gradients(INDArray images, long step, ScoreLoss loss);

  /** The loss of the last gradients without those of auxiliary heads. */
  double outputLoss();

  /** Accepts the last gradients: what their batch measured enters the statistics. */
  void commit();

  /** Runs forward, as when predicting; one row of scores for each image. */
  INDArray scores(INDArray images);

  /** Says that parameters or statistics may change without its doing. */
  default void parametersChange() {}

  /** Frees what it holds, which the tensors that it was given are not part of. */
  @Override
  void close();
}
