package dev.pharos.contracts.inspection;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A part of a data set. */
public enum ImageSplit {
  @JsonProperty("train")
  TRAIN,
  @JsonProperty("validation")
  VALIDATION,
  @JsonProperty("test")
  TEST
}
