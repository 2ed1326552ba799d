package dev.pharos.contracts.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to a training image before the network sees it. */
public enum Augmentation {
  @JsonProperty("none")
  NONE,
  /** A random crop and a mirror image half of the time (the AlexNet paper, section 4.1). */
  @JsonProperty("crop-mirror")
  CROP_MIRROR
}
