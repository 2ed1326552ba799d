package dev.pharos.contracts.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a range is drawn from, or divided. */
public enum SweepScale {
  /** Evenly. */
  @JsonProperty("linear")
  LINEAR,
  /** Evenly in the logarithm: as many between 0.001 and 0.01 as between 0.01 and 0.1. */
  @JsonProperty("log")
  LOG
}
