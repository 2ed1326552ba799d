package dev.pharos.contracts.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a sweep chooses its trials. */
public enum SweepMethod {
  /** Every combination of the parameters' values. */
  @JsonProperty("grid")
  GRID,
  /** Each parameter is drawn by itself (Bergstra and Bengio 2012). */
  @JsonProperty("random")
  RANDOM,
  /**
   * Random trials of which only the better ones go on from rung to rung: asynchronous successive
   * halving (Li and others, A system for massively parallel hyperparameter tuning, 2020).
   */
  @JsonProperty("asha")
  ASHA
}
