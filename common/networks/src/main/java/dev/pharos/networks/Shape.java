package dev.pharos.networks;

import java.util.regex.Pattern;

/**
 * The shape of one image or of one layer's output, without the batch.
 *
 * <p>A vector of n values, what a dense layer gives, is (n, 1, 1).
 *
 * @param channels feature maps, at least 1
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record Shape(int channels, int height, int width) {
  static final int MOST_CHANNELS = 1 << 20;

  private static final long MOST_ELEMENTS = 1L << 31;
  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,7})x([0-9]{1,7})x([0-9]{1,7})");

  public Shape {
    NetworkException.requireRange("channels", channels, 1, MOST_CHANNELS);
    NetworkException.requireRange("height", height, 1, 1 << 16);
    NetworkException.requireRange("width", width, 1, 1 << 16);
    if ((long) channels * height * width > MOST_ELEMENTS) {
      throw new NetworkException(
          "shape", channels + "x" + height + "x" + width, "at most " + MOST_ELEMENTS + " values");
    }
  }

  /** A vector of {@code length} values. */
  public static Shape vector(int length) {
    return new Shape(length, 1, 1);
  }

  /**
   * Reads the size of an image as {@link #toString} writes it.
   *
   * @throws NetworkException when it is not height x width x channels
   */
  public static Shape parse(String text) {
    var parts = WRITTEN.matcher(text);
    if (!parts.matches()) {
      throw new NetworkException("input", text, "write height x width x channels, such as 64x64x3");
    }
    return new Shape(
        Integer.parseInt(parts.group(3)),
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)));
  }

  /** The number of values of one example. */
  public long elements() {
    return (long) channels * height * width;
  }

  /** Written as people write it: height x width x channels, or the length of a vector. */
  @Override
  public String toString() {
    return height == 1 && width == 1
        ? String.valueOf(channels)
        : height + "x" + width + "x" + channels;
  }
}
