package dev.pharos.contracts.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The optimisation method. */
public enum Optimizer {
  /** Stochastic gradient descent with momentum. */
  @JsonProperty("sgd")
  SGD,
  /** Kingma and Ba, Adam: a method for stochastic optimization, 2015. */
  @JsonProperty("adam")
  ADAM
}
