package dev.pharos.engine.onednn;

/** The weights of a convolution, and where their gradient goes. */
interface Kernels {

  /**
   * The weights.
   *
   * @param shape row-major
   * @param layout that they are wanted in
   */
  Tensor weights(Program program, Layout shape, Layout layout);

  /**
   * Hands over the gradient.
   *
   * @param shape row-major
   * @param layout in which it will be computed
   * @return where to
   */
  Tensor gradient(Program program, Layout shape, Layout layout);

  /** Adds what is to be done once the gradient is there. */
  void take(Program program, Tensor gradient);
}
