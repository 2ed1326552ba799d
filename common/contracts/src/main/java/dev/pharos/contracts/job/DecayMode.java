package dev.pharos.contracts.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What weight decay does to a weight. */
public enum DecayMode {
  /** Decay times the weight is added to its gradient. */
  @JsonProperty("l2")
  L2,
  /**
   * The weight shrinks by rate times decay beside the gradient's step (Loshchilov and Hutter,
   * Decoupled weight decay regularization, 2019).
   */
  @JsonProperty("decoupled")
  DECOUPLED
}
