package dev.pharos.networks;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of an output size (W - F + 2P) / S + 1 that is not a whole number. */
public enum Rounding {
  /** It is an error: the last rows or columns would silently be left out. */
  @JsonProperty("exact")
  EXACT,
  /** The rows and columns that do not fill a window are left out, as most frameworks do. */
  @JsonProperty("floor")
  FLOOR,
  /**
   * The last window may hang over the edge, as in Caffe and as Keras' "same"; a window that would
   * begin in the padding, or beyond it, is left out. Pooling looks only at what is there.
   */
  @JsonProperty("ceil")
  CEIL
}
