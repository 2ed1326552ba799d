package dev.pharos.contracts.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an import makes of its files. */
public enum ImportMode {
  /** A version of these files alone. */
  @JsonProperty("replace")
  REPLACE,
  /** A version of the newest one's images and these. */
  @JsonProperty("add")
  ADD
}
