package dev.pharos.engine.onednn;

import java.util.List;

/**
 * A layer, or an activation function, of one program. It puts what is to be done into the program;
 * nothing is computed while it does so.
 */
interface Stage extends AutoCloseable {

  /**
   * Adds the forward pass, and makes all that the backward pass will need.
   *
   * @return the output, which is never overwritten
   * @throws UnsupportedLayerException when oneDNN has no fast code for it, forward or backward
   */
  Tensor forward(Program program, List<Tensor> inputs);

  /**
   * Adds the backward pass.
   *
   * @param gradient of the loss by the output; may be overwritten unless it is shared
   * @return the gradients by the inputs; those that nobody wants are null
   */
  List<Tensor> backward(Program program, Tensor gradient);

  /** Accepts the last run: what it measured enters the statistics. */
  default void commit() {}

  /** Frees what is not the program's. */
  @Override
  default void close() {}
}
