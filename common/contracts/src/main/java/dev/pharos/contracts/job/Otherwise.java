package dev.pharos.contracts.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a job when a run that it waits for ends without success. */
public enum Otherwise {
  /** It is cancelled, with the reason. */
  @JsonProperty("skip")
  SKIP,
  /** It fails, with the reason. */
  @JsonProperty("fail")
  FAIL,
  /** It starts all the same. */
  @JsonProperty("start")
  START
}
