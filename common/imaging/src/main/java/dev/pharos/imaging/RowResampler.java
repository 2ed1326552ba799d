package dev.pharos.imaging;

import java.util.Arrays;

/**
 * Resamples an image that comes row by row. Each row is added to the few target rows that it is
 * part of, while it is at hand; a target row that has all its parts is then shortened. The first is
 * a loop that the JVM turns into vector instructions, and it comes first because it leaves fewer
 * rows for the second.
 *
 * <p>Whole numbers throughout, so that every machine gets the same bytes. Belongs to one thread;
 * makes no garbage while the width stays.
 */
final class RowResampler {
  /** Bits behind the point between the two steps: a value has ten bits then. */
  private static final int KEPT = 2;

  private static final int BITS = 8 + KEPT;
  private static final int MASK = (1 << BITS) - 1;

  private static final int DROPPED = Taps.POINT - KEPT;
  private static final int ROUND = 1 << (DROPPED - 1);
  private static final int LAST = Taps.POINT + KEPT;

  private final Taps rows;
  private final Taps columns;
  private final int channels;
  private final int[][] spread;
  private final int[][] line;
  private byte[] target = {};
  private int left;
  private int length;
  private int[][] row = {{}};
  private int[] packed = {};

  /** The target rows under way, in turn: for each channel the sum so far. */
  private int[][][] sums = {};

  private int next;
  private int begun;
  private int done;

  RowResampler(Taps rows, Taps columns, int channels) {
    this.rows = rows;
    this.columns = columns;
    this.channels = channels;
    this.spread = new int[Taps.GROUP][columns.count()];
    this.line = new int[channels][columns.count()];
  }

  /**
   * Begins with an image, whose rows come from {@code rows.lowest()} on.
   *
   * @param from the first column that comes
   * @param width how many columns come
   * @param bytes receives the result, HWC
   * @return an array for each channel, where each row is put before {@link #row}
   */
  int[][] begin(int from, int width, byte[] bytes) {
    target = bytes;
    next = rows.lowest();
    begun = 0;
    done = 0;
    left = from;
    var overlap = rows.overlap();
    // What is read behind the end is multiplied with zero.
    length = width + columns.taps();
    if (row[0].length < length || sums.length < overlap) {
      row = new int[channels][length];
      packed = new int[length];
      sums = new int[overlap][channels][length];
    }
    for (var slot : sums) {
      clear(slot);
    }
    return row;
  }

  /** Takes the next row. */
  void row() {
    while (begun < rows.count() && rows.first(begun) <= next) {
      begun++;
    }
    for (var i = done; i < begun; i++) {
      var weight = rows.weights(next - rows.first(i))[i];
      for (var channel = 0; channel < channels; channel++) {
        add(row[channel], weight, sums[i % sums.length][channel], length);
      }
    }
    next++;
    while (done < begun && rows.end(done) == next) {
      finish(sums[done % sums.length], done * columns.count() * channels);
      done++;
    }
  }

  private static void add(int[] values, int weight, int[] sum, int length) {
    for (var i = 0; i < length; i++) {
      sum[i] += values[i] * weight;
    }
  }

  private void finish(int[][] sum, int to) {
    pack(sum);
    clear(sum);
    for (var each : line) {
      Arrays.fill(each, 1 << (LAST - 1));
    }
    for (var tap = 0; tap < columns.taps(); tap += Taps.GROUP) {
      spread(packed, columns.firsts(), tap - left, spread);
      for (var channel = 0; channel < channels; channel++) {
        for (var i = 0; i < Taps.GROUP; i++) {
          add(spread[i], channel * BITS, columns.weights(tap + i), line[channel]);
        }
      }
    }
    for (var channel = 0; channel < channels; channel++) {
      store(line[channel], target, to + channel, channels);
    }
  }

  /** Rounds, and puts all channels into one number: they are then moved at once. */
  private void pack(int[][] sum) {
    if (channels == 1) {
      pack(sum[0], packed, length);
    } else {
      pack(sum[0], sum[1], sum[2], packed, length);
    }
  }

  private static void pack(int[] gray, int[] target, int length) {
    for (var i = 0; i < length; i++) {
      target[i] = (gray[i] + ROUND) >> DROPPED;
    }
  }

  private static void pack(int[] red, int[] green, int[] blue, int[] target, int length) {
    for (var i = 0; i < length; i++) {
      target[i] =
          ((red[i] + ROUND) >> DROPPED)
              | (((green[i] + ROUND) >> DROPPED) << BITS)
              | (((blue[i] + ROUND) >> DROPPED) << (2 * BITS));
    }
  }

  private void clear(int[][] lines) {
    for (var each : lines) {
      Arrays.fill(each, 0, length, 0);
    }
  }

  /** Brings what a group of taps reads into the order of the target. */
  private static void spread(int[] source, int[] firsts, int plus, int[][] target) {
    var one = target[0];
    var two = target[1];
    var three = target[2];
    for (var i = 0; i < firsts.length; i++) {
      var from = firsts[i] + plus;
      one[i] = source[from];
      two[i] = source[from + 1];
      three[i] = source[from + 2];
    }
  }

  /** Adds a tap of one channel to all of a target row. */
  private static void add(int[] values, int shift, int[] weights, int[] sum) {
    for (var i = 0; i < sum.length; i++) {
      sum[i] += ((values[i] >> shift) & MASK) * weights[i];
    }
  }

  private static void store(int[] line, byte[] target, int from, int step) {
    for (int i = 0, to = from; i < line.length; i++, to += step) {
      target[to] = (byte) (line[i] >> LAST);
    }
  }
}
