package dev.pharos.engine;

/** How weight decay acts. */
public enum DecayMode {
  /**
   * decay * w is added to the gradient, as by a penalty of decay / 2 * |w|^2 on the loss; momentum
   * and Adam's scaling act on it too.
   */
  L2,
  /**
   * w -= rate * decay * w, beside the optimiser's step and untouched by momentum and scaling
   * (Loshchilov and Hutter 2019: Decoupled weight decay regularization, algorithms 1 and 2).
   */
  DECOUPLED
}
