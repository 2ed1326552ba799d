package dev.pharos.imaging;

/** Which source positions make each target position of one axis, and how much of each. */
final class Taps {
  private final int count;
  private final int stride;
  private final int[] first;
  private final int[] length;
  private final float[] weights;
  private int span;

  private Taps(int source, int target, double step, double origin) {
    // The triangle is as wide as a step, so that shrinking reads every source position.
    var reach = Math.max(1, step);
    this.count = target;
    this.stride = (int) Math.ceil(reach) * 2 + 1;
    this.first = new int[target];
    this.length = new int[target];
    this.weights = new float[target * stride];
    for (var i = 0; i < target; i++) {
      place(i, 0, source, origin + (i + 0.5) * step, reach);
    }
    this.span = first[target - 1] + length[target - 1] - first[0];
  }

  /** Stretches a part of the source, which was whole when this was made, over the target. */
  void restrict(int from, int size) {
    var step = (double) size / count;
    for (var i = 0; i < count; i++) {
      place(i, from, from + size, from + (i + 0.5) * step, Math.max(1, step));
    }
    span = first[count - 1] + length[count - 1] - first[0];
  }

  /** The whole source over the whole target. */
  static Taps stretch(int source, int target) {
    return new Taps(source, target, (double) source / target, 0);
  }

  /** So many source positions per target position, around the middle. */
  static Taps centred(int source, int target, double step) {
    return new Taps(source, target, step, (source - target * step) / 2);
  }

  private void place(int i, int begin, int end, double centre, double reach) {
    var low = Math.max(begin, (int) Math.floor(centre - reach + 0.5));
    var high = Math.min(end, (int) Math.floor(centre + reach + 0.5));
    low = Math.min(low, end - 1);
    high = Math.max(high, low + 1);
    var total = 0.0;
    for (var at = low; at < high; at++) {
      total += triangle((at + 0.5 - centre) / reach);
    }
    first[i] = low;
    length[i] = high - low;
    for (var at = low; at < high; at++) {
      var weight = triangle((at + 0.5 - centre) / reach);
      weights[i * stride + at - low] = (float) (total > 0 ? weight / total : 1.0 / (high - low));
    }
  }

  private static double triangle(double x) {
    return Math.max(0, 1 - Math.abs(x));
  }

  /** How many target positions there are. */
  int count() {
    return count;
  }

  /** The first source position that a target position reads. */
  int first(int i) {
    return first[i];
  }

  /** How many source positions it reads. */
  int length(int i) {
    return length[i];
  }

  /** How much of the source position {@code first(i) + tap} it takes. */
  float weight(int i, int tap) {
    return weights[i * stride + tap];
  }

  /**
   * What the source positions give for a target position: every {@code step}-th byte from one on.
   */
  float sum(int i, byte[] source, int from, int step) {
    var sum = 0f;
    var at = from;
    var begin = i * stride;
    var end = begin + length[i];
    for (var tap = begin; tap < end; tap++, at += step) {
      sum += weights[tap] * (source[at] & 0xff);
    }
    return sum;
  }

  /** The lowest source position that is read at all. */
  int lowest() {
    return first[0];
  }

  /** How many source positions are read in all, from the lowest on. */
  int span() {
    return span;
  }
}
