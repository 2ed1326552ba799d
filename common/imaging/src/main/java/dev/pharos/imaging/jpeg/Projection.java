package dev.pharos.imaging.jpeg;

import dev.pharos.imaging.Taps;
import java.util.Arrays;

/**
 * How target positions of one axis follow from the DCT coefficients of a component.
 *
 * <p>The inverse transform of a block, the spreading of sparse colour and the scaling are all
 * linear, one axis does not know of the other, and so all three together are, for each target
 * position, eight weights for the coefficients of each of the one or two blocks that it reads.
 */
final class Projection {
  /** Bits of the weights behind the point. */
  static final int POINT = 13;

  /** What both axes together have to be divided by, as a power of two: weights have a norm of 8. */
  static final int NORM = 3;

  /** For each frequency what it contributes to each of eight samples. */
  private static final double[][] BASIS = basis();

  private final int[] first;
  private final int[][] weights;

  private Projection(int count) {
    first = new int[count];
    weights = new int[count][];
  }

  /**
   * A projection.
   *
   * @param taps which positions of the image make those of the target
   * @param density how many positions of the image there are for one sample, 1 or 2
   * @param size how many positions the image has
   */
  static Projection of(Taps taps, int density, int size) {
    var projection = new Projection(taps.count());
    for (var i = 0; i < taps.count(); i++) {
      projection.place(i, taps, density, (size - 1) / density);
    }
    return projection;
  }

  private static double[][] basis() {
    var basis = new double[8][8];
    for (var frequency = 0; frequency < 8; frequency++) {
      for (var sample = 0; sample < 8; sample++) {
        var angle = (2 * sample + 1) * frequency * Math.PI / 16;
        basis[frequency][sample] = frequency == 0 ? 1 : StrictMath.sqrt(2) * StrictMath.cos(angle);
      }
    }
    return basis;
  }

  private void place(int i, Taps taps, int density, int last) {
    var block = Math.max(0, taps.first(i) / density - 1) / 8;
    var end = Math.min(last, (taps.end(i) - 1) / density + 1) / 8 + 1;
    var shares = new double[8 * (end - block)];
    for (var at = taps.first(i); at < taps.end(i); at++) {
      var share = taps.weights(at - taps.first(i))[i];
      if (density == 1) {
        shares[at - 8 * block] += share;
      } else {
        // Three parts of the nearer sample and one of the next, as libjpeg spreads colour. Beyond
        // the border the image goes on as it ends.
        var near = at / 2;
        var far = Math.max(0, Math.min(last, at % 2 == 0 ? near - 1 : near + 1));
        shares[near - 8 * block] += 0.75 * share;
        shares[far - 8 * block] += 0.25 * share;
      }
    }
    var from = 0;
    var to = end - block;
    while (isEmpty(shares, from)) {
      from++;
    }
    while (isEmpty(shares, to - 1)) {
      to--;
    }
    first[i] = block + from;
    weights[i] = weights(Arrays.copyOfRange(shares, 8 * from, 8 * to));
  }

  private static boolean isEmpty(double[] shares, int block) {
    return Arrays.stream(shares, 8 * block, 8 * block + 8).allMatch(share -> share == 0);
  }

  /** Of samples, whose shares add up to one of {@link Taps}, to coefficients. */
  private static int[] weights(double[] shares) {
    var weights = new int[shares.length];
    var rest = 1 << POINT;
    for (var block = 0; block < shares.length; block += 8) {
      for (var frequency = 0; frequency < 8; frequency++) {
        var sum = 0.0;
        for (var sample = 0; sample < 8; sample++) {
          sum += shares[block + sample] * BASIS[frequency][sample];
        }
        weights[block + frequency] = (int) Math.round(sum / Taps.ONE * (1 << POINT));
      }
      rest -= weights[block];
    }
    // What is even stays exactly as bright as it is.
    weights[weights[0] > weights[weights.length - 8] ? 0 : weights.length - 8] += rest;
    return weights;
  }

  /** How many target positions there are. */
  int count() {
    return first.length;
  }

  /** The first block that a target position reads. */
  int first(int i) {
    return first[i];
  }

  /** How many blocks a target position reads. */
  int blocks(int i) {
    return weights[i].length / 8;
  }

  /** Eight weights for each block that a target position reads; no copy. */
  int[] weights(int i) {
    return weights[i];
  }

  /** The first block that is read at all. */
  int lowest() {
    return Arrays.stream(first).min().orElseThrow();
  }

  /** The block behind the last that is read at all. */
  int end() {
    var end = 0;
    for (var i = 0; i < first.length; i++) {
      end = Math.max(end, first[i] + blocks(i));
    }
    return end;
  }
}
