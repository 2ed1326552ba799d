package dev.pharos.imaging;

/**
 * Which source positions make each target position of one axis, and how much of each: a triangle,
 * in whole numbers that add up to exactly {@link #ONE}.
 */
public final class Taps {
  static final int POINT = 14;

  /** What the weights of a target position add up to. */
  public static final int ONE = 1 << POINT;

  /** Weights come in groups of so many, zeros if need be. */
  static final int GROUP = 3;

  private final int count;
  private final int[] first;
  private final int[] length;

  /** For each tap the weights of all target positions. */
  private final int[][] weights;

  private Taps(int source, int target, double step, double origin) {
    // The triangle is as wide as a step, so that shrinking reads every source position.
    var reach = Math.max(1, step);
    this.count = target;
    var most = (int) Math.floor(2 * reach) + 1;
    this.first = new int[target];
    this.length = new int[target];
    this.weights = new int[(most + GROUP - 1) / GROUP * GROUP][target];
    for (var i = 0; i < target; i++) {
      place(i, 0, source, origin + (i + 0.5) * step, reach);
    }
  }

  /** Stretches a part of the source, which was whole when this was made, over the target. */
  void restrict(int from, int size) {
    var step = (double) size / count;
    for (var i = 0; i < count; i++) {
      place(i, from, from + size, from + (i + 0.5) * step, Math.max(1, step));
    }
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
    var rest = ONE;
    var largest = 0;
    for (var tap = 0; tap < weights.length; tap++) {
      var share = total > 0 ? triangle((low + tap + 0.5 - centre) / reach) / total : 1;
      weights[tap][i] = tap < high - low ? (int) Math.round(ONE * share) : 0;
      rest -= weights[tap][i];
      largest = weights[tap][i] > weights[largest][i] ? tap : largest;
    }
    weights[largest][i] += rest;
  }

  private static double triangle(double x) {
    return Math.max(0, 1 - Math.abs(x));
  }

  /** How many target positions there are. */
  public int count() {
    return count;
  }

  /** The first source position that a target position reads. */
  public int first(int i) {
    return first[i];
  }

  /** The source position behind the last that it reads. */
  public int end(int i) {
    return first[i] + length[i];
  }

  /** How many weights each target position has, zeros behind its last. */
  int taps() {
    return weights.length;
  }

  /** How much of the source position {@code first(i) + tap} target position i takes; no copy. */
  public int[] weights(int tap) {
    return weights[tap];
  }

  /** The first source position of each target position; no copy. */
  int[] firsts() {
    return first;
  }

  /** The lowest source position that is read at all. */
  public int lowest() {
    return first[0];
  }

  /** The source position behind the highest that is read at all. */
  public int end() {
    return end(count - 1);
  }

  /** How many target positions read the same source position at most. */
  int overlap() {
    var most = 1;
    for (int i = 0, next = 1; i < count; i++) {
      while (next < count && first[next] < end(i)) {
        next++;
      }
      most = Math.max(most, next - i);
    }
    return most;
  }
}
