package dev.pharos.contracts.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What tells how long a trial has trained. */
public enum SweepTime {
  @JsonProperty("epoch")
  EPOCH,
  @JsonProperty("step")
  STEP
}
