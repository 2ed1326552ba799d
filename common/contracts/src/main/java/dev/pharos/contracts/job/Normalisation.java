package dev.pharos.contracts.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What values of pixels, 1 being white, become before the network sees them. */
public enum Normalisation {
  /** Less the channel's mean over the training images, divided by its standard deviation. */
  @JsonProperty("channel")
  CHANNEL,
  /**
   * Less the mean of the pixel's place over the training images (Krizhevsky and others 2012,
   * section 2), divided by the channel's standard deviation.
   */
  @JsonProperty("mean-image")
  MEAN_IMAGE,
  /** As they are, from 0 to 1. */
  @JsonProperty("none")
  NONE
}
