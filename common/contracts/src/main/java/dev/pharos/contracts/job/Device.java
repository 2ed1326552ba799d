package dev.pharos.contracts.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where an attempt may run. */
public enum Device {
  /** A CUDA device where a worker has one, the CPU otherwise. */
  @JsonProperty("auto")
  AUTO,
  @JsonProperty("cpu")
  CPU,
  @JsonProperty("cuda")
  CUDA
}
