package dev.pharos.contracts.inspection;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What of an image an evaluation looks at. */
public enum CropChoice {
  /** The middle. */
  @JsonProperty("centre")
  CENTRE,
  /** Corners and middle, mirrored and not, averaged (Krizhevsky et al. 2012, section 4.1). */
  @JsonProperty("ten")
  TEN,
  /** Every place of the enlarged image, averaged (Simonyan and Zisserman 2014, section 3.2). */
  @JsonProperty("dense")
  DENSE
}
