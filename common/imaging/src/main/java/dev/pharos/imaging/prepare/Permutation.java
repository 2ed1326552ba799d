package dev.pharos.imaging.prepare;

import dev.pharos.imaging.SplitMix;

/**
 * The numbers from 0 to size - 1 in an order of their own per epoch, each exactly once, without
 * holding them: any position is computed by itself, so that a run resumes where it stopped.
 *
 * <p>A Feistel network (Luby and Rackoff 1988) permutes the smallest power of four that is not less
 * than the size; what falls outside is sent through it again (cycle walking, Black and Rogaway
 * 2002), fewer than four times on average.
 */
final class Permutation {
  private static final int ROUNDS = 6;

  private final int size;
  private final int bits;
  private final long mask;
  private final long[] keys = new long[ROUNDS];

  /** The order of an epoch. */
  Permutation(int size, long seed, long epoch) {
    this.size = size;
    var half = 1;
    while ((1L << (2 * half)) < size) {
      half++;
    }
    this.bits = half;
    this.mask = (1L << half) - 1;
    var random = new SplitMix(seed, epoch);
    for (var round = 0; round < ROUNDS; round++) {
      keys[round] = random.nextLong();
    }
  }

  /** The number at a position, 0 to size - 1. */
  int at(int position) {
    var number = (long) position;
    do {
      number = permuted(number);
    } while (number >= size);
    return (int) number;
  }

  private long permuted(long number) {
    var left = number >>> bits;
    var right = number & mask;
    for (var key : keys) {
      var next = left ^ (SplitMix.mixed(right + key) & mask);
      left = right;
      right = next;
    }
    return (left << bits) | right;
  }
}
