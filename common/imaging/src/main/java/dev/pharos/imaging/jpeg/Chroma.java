package dev.pharos.imaging.jpeg;

/**
 * Brings the colour differences to the density of the brightness: three parts of the nearer sample
 * and one of the next in each direction, rounded as libjpeg's default does ("fancy upsampling").
 */
final class Chroma {
  private final int[] sums;
  private final int[] beside;
  private final int[] even;
  private final int[] odd;
  private final int[] target;

  /** For rows of so many samples. */
  Chroma(int width) {
    sums = new int[width];
    beside = new int[width];
    even = new int[width];
    odd = new int[width];
    target = new int[2 * width];
  }

  /**
   * A row that is half as dense across.
   *
   * @param last the last sample that belongs to the image
   * @return twice as many; good until the next call
   */
  int[] across(int[] samples, int last) {
    return spread(samples, last, 1, 2, 2);
  }

  /**
   * A row between two that are half as dense across.
   *
   * @param near the nearer of both
   * @param last the last sample that belongs to the image
   * @return twice as many; good until the next call
   */
  int[] between(int[] near, int[] far, int last) {
    for (var i = 0; i < sums.length; i++) {
      sums[i] = 3 * near[i] + far[i];
    }
    return spread(sums, last, 8, 7, 4);
  }

  /** Rounds one way to the left and the other way to the right, so that it is even on average. */
  private int[] spread(int[] samples, int last, int plusLeft, int plusRight, int shift) {
    // Neighbours get an array of their own: the JVM makes no vectors of an array and itself, moved.
    // Beyond the border the image goes on as it ends.
    System.arraycopy(samples, 0, beside, 1, beside.length - 1);
    beside[0] = samples[0];
    mix(samples, beside, plusLeft, shift, even);
    System.arraycopy(samples, 1, beside, 0, beside.length - 1);
    beside[last] = samples[last];
    mix(samples, beside, plusRight, shift, odd);
    for (var i = 0; i < even.length; i++) {
      target[2 * i] = even[i];
      target[2 * i + 1] = odd[i];
    }
    return target;
  }

  private static void mix(int[] near, int[] far, int plus, int shift, int[] target) {
    for (var i = 0; i < target.length; i++) {
      target[i] = (3 * near[i] + far[i] + plus) >> shift;
    }
  }
}
