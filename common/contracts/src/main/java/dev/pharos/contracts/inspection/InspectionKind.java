package dev.pharos.contracts.inspection;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Ways to look into a trained network. */
public enum InspectionKind {
  /** The filters of the layer that sees the image. */
  @JsonProperty("filters")
  FILTERS,
  /** What excites the maps of a layer most, and what a deconvolutional network makes of it. */
  @JsonProperty("deconvolution")
  DECONVOLUTION,
  /** How the probability of a class falls when a grey square covers a part of an image. */
  @JsonProperty("occlusion")
  OCCLUSION,
  /** Deconvolutions of the same maps over the checkpoints of a run. */
  @JsonProperty("evolution")
  EVOLUTION,
  /** The scores of every place of an enlarged image, by the network's convolutional form. */
  @JsonProperty("dense")
  DENSE,
  /** How good a model is on a data set: errors, confusion, calibration, the worst mistakes. */
  @JsonProperty("evaluation")
  EVALUATION;

  /** The word for it in messages. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
