package dev.pharos.contracts.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The optimisation method. */
public enum Optimizer {
  /** Stochastic gradient descent with momentum. */
  @JsonProperty("sgd")
  SGD(1),
  /** Kingma and Ba, Adam: a method for stochastic optimization, 2015. */
  @JsonProperty("adam")
  ADAM(2);

  private final int slots;

  Optimizer(int slots) {
    this.slots = slots;
  }

  /** Values it keeps for each parameter, beside the gradient. */
  public int slots() {
    return slots;
  }
}
