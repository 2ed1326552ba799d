package dev.pharos.engine.operation;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One layer's arithmetic. An instance belongs to one layer of one network and may keep, between a
 * forward pass that is part of training and the backward pass that follows, what it does not want
 * to compute twice.
 */
public interface Operation {

  /**
   * Gives the layer's parameters, in the order of its description; they are views and change under
   * way.
   */
  default void bindParameters(List<INDArray> parameters) {}

  /**
   * Gives the tensors that {@link #backward} must overwrite with the gradients of the parameters.
   */
  default void bindGradients(List<INDArray> gradients) {}

  /**
   * Gives the tensors that are kept with the model but not trained, in the order of the layer's
   * description.
   */
  default void bindStatistics(List<INDArray> statistics) {}

  /**
   * Accepts the last training pass: what it measured enters the statistics. Without this call the
   * pass leaves no trace.
   */
  default void commit() {}

  /**
   * Computes the output.
   *
   * @param input batch first; not changed
   * @param training whether a backward pass follows
   */
  INDArray forward(INDArray input, boolean training, Scratch scratch);

  /**
   * Computes the gradients of the parameters, and of the input where it is wanted.
   *
   * @param input what the last forward pass got
   * @param output what it returned, after the activation function where one follows
   * @param gradient gradient of the loss by the output; may be overwritten
   * @param wanted whether the gradient by the input is used; the first layer's is not
   * @return the gradient by the input; null when it is not wanted
   */
  INDArray backward(
      INDArray input, INDArray output, INDArray gradient, boolean wanted, Scratch scratch);
}
