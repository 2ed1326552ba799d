package dev.pharos.contracts.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which windows of its images a trained network is tested with. */
public enum TestCrops {
  /** The middle alone, as serving does it. */
  @JsonProperty("centre")
  CENTRE,
  /**
   * The middle alone, and then once more the four corners, the middle and the mirror images of
   * these five, whose probabilities are averaged (Krizhevsky and others 2012, section 4.1).
   */
  @JsonProperty("ten-crops")
  TEN_CROPS
}
