package dev.pharos.imaging.prepare;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a stored image gets the height and width of a network's input. */
public enum Fit {
  /** The centre is cut out; nothing at all when the sizes agree. */
  @JsonProperty("crop")
  CROP,
  /** The values of the border are continued outwards. */
  @JsonProperty("pad")
  PAD,
  /** Bilinear resizing; the aspect ratio follows the input's. */
  @JsonProperty("resize")
  RESIZE;

  /** How much smaller a side may be to be cropped or padded: 224/256 and 28/32 are 0.875. */
  private static final double CLOSE = 0.85;

  /** What suits these sizes: crop or pad what is nearly right, resize the rest. */
  static Fit between(int storedHeight, int storedWidth, int inputHeight, int inputWidth) {
    if (isSlightlyLarger(storedHeight, inputHeight) && isSlightlyLarger(storedWidth, inputWidth)) {
      return CROP;
    }
    if (isSlightlyLarger(inputHeight, storedHeight) && isSlightlyLarger(inputWidth, storedWidth)) {
      return PAD;
    }
    return RESIZE;
  }

  private static boolean isSlightlyLarger(int side, int other) {
    return side >= other && other >= CLOSE * side;
  }
}
