package dev.pharos.imaging.jpeg;

/** From brightness and colour differences to red, green and blue (JFIF 1.02), in whole numbers. */
final class Colour {
  private static final int HALF = 1 << 15;

  private Colour() {}

  /** Converts so many pixels. A loop has one result: the JVM makes no vectors of three. */
  static void convert(int[] luma, int[] blueness, int[] redness, int[][] rgb, int count) {
    shifted(luma, redness, 91881, rgb[0], count);
    green(luma, blueness, redness, rgb[1], count);
    shifted(luma, blueness, 116130, rgb[2], count);
  }

  private static void shifted(int[] luma, int[] difference, int factor, int[] target, int count) {
    for (var i = 0; i < count; i++) {
      target[i] = limited(luma[i] + ((factor * (difference[i] - 128) + HALF) >> 16));
    }
  }

  private static void green(int[] luma, int[] blueness, int[] redness, int[] target, int count) {
    for (var i = 0; i < count; i++) {
      var shift = -22554 * (blueness[i] - 128) - 46802 * (redness[i] - 128);
      target[i] = limited(luma[i] + ((shift + HALF) >> 16));
    }
  }

  /**
   * The nearest of 0 to 255, by the signs of differences: the JVM makes no vectors of branches, and
   * {@code Math.max} is one.
   */
  static int limited(int value) {
    var atLeast = value & ~(value >> 31);
    return (atLeast | ((255 - atLeast) >> 31)) & 255;
  }
}
