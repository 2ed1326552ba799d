package dev.pharos.contracts.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which values of a metric are better. */
public enum SweepMode {
  @JsonProperty("min")
  MIN,
  @JsonProperty("max")
  MAX
}
