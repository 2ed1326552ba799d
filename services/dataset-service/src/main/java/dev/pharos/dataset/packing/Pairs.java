package dev.pharos.dataset.packing;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Different pairs of numbers, found in several passes none of which finds a pair twice: 8 bytes for
 * each.
 */
final class Pairs {
  private final int most;
  private long[] pairs = new long[1 << 10];
  private int size;

  /** So many, those of earlier passes, are in order. */
  private int sorted;

  /**
   * None yet.
   *
   * @param most how many are kept
   */
  Pairs(int most) {
    this.most = most;
  }

  /** Adds a pair of numbers of at least 0, unless it is there or there are enough. */
  void add(int one, int other) {
    var pair = (long) Math.min(one, other) << Integer.SIZE | Math.max(one, other);
    if (isFull() || Arrays.binarySearch(pairs, 0, sorted, pair) >= 0) {
      return;
    }
    if (size == pairs.length) {
      pairs = Arrays.copyOf(pairs, Math.min(most, 2 * size));
    }
    pairs[size++] = pair;
  }

  boolean isFull() {
    return size >= most;
  }

  /** Ends a pass. */
  void endPass() {
    Arrays.sort(pairs, 0, size);
    sorted = size;
  }

  /** Those of the passes that have ended, in order, as both numbers of each. */
  LongStream inOrder() {
    return Arrays.stream(pairs, 0, sorted);
  }

  /** The lower number of a pair. */
  static int lower(long pair) {
    return (int) (pair >>> Integer.SIZE);
  }

  /** The higher number of a pair. */
  static int higher(long pair) {
    return (int) pair;
  }
}
