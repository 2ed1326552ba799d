package dev.pharos.engine;

/** How gradients change the parameters. */
public enum Optimizer {
  /**
   * Stochastic gradient descent with momentum: v = momentum * v - rate * (gradient + decay * w), w
   * = w + v (Krizhevsky et al. 2012, section 5).
   */
  SGD(1),
  /** Adam with beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 (Kingma and Ba 2015, algorithm 1). */
  ADAM(2);

  private final int slots;

  Optimizer(int slots) {
    this.slots = slots;
  }

  /** Values kept for each parameter. */
  public int slots() {
    return slots;
  }
}
