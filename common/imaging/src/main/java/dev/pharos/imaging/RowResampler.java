package dev.pharos.imaging;

import dev.pharos.imaging.jpeg.RowSink;
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
final class RowResampler implements RowSink {
  /** Bits behind the point between the two steps. */
  private static final int KEPT = 6;

  private static final int DROPPED = Taps.POINT - KEPT;
  private static final int LAST = Taps.POINT + KEPT;

  private final Taps rows;
  private final Taps columns;
  private final int channels;
  private final int[][] spread;
  private final int[] line;
  private byte[] target = {};
  private int left;
  private int length;
  private int[][] row = {{}};

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
    this.line = new int[columns.count()];
  }

  /** Takes an image's rows from {@code rows.lowest()} on; the result goes to an array, HWC. */
  RowSink into(byte[] bytes) {
    target = bytes;
    next = rows.lowest();
    begun = 0;
    done = 0;
    return this;
  }

  @Override
  public int[][] begin(int from, int width) {
    left = from;
    var overlap = rows.overlap();
    // What is read behind the end is multiplied with zero.
    length = width + columns.taps();
    if (row[0].length < length || sums.length < overlap) {
      row = new int[channels][length];
      sums = new int[overlap][channels][length];
    }
    for (var slot : sums) {
      clear(slot);
    }
    return row;
  }

  @Override
  public void row() {
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

  private void finish(int[][] lines, int to) {
    for (var channel = 0; channel < channels; channel++) {
      round(lines[channel], length);
      Arrays.fill(line, 1 << (LAST - 1));
      for (var tap = 0; tap < columns.taps(); tap += Taps.GROUP) {
        spread(lines[channel], columns.firsts(), tap - left, spread);
        addAll(spread, columns, tap, line);
      }
      store(line, target, to + channel, channels);
    }
    clear(lines);
  }

  private void clear(int[][] lines) {
    for (var each : lines) {
      Arrays.fill(each, 0, length, 0);
    }
  }

  private static void round(int[] line, int length) {
    for (var i = 0; i < length; i++) {
      line[i] = (line[i] + (1 << (DROPPED - 1))) >> DROPPED;
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

  private static void addAll(int[][] values, Taps taps, int tap, int[] sum) {
    add(
        values[0],
        values[1],
        values[2],
        taps.weights(tap),
        taps.weights(tap + 1),
        taps.weights(tap + 2),
        sum);
  }

  private static void add(int[] a, int[] b, int[] c, int[] ofA, int[] ofB, int[] ofC, int[] sum) {
    for (var i = 0; i < sum.length; i++) {
      sum[i] += a[i] * ofA[i] + b[i] * ofB[i] + c[i] * ofC[i];
    }
  }

  private static void store(int[] line, byte[] target, int from, int step) {
    for (int i = 0, to = from; i < line.length; i++, to += step) {
      target[to] = (byte) (line[i] >> LAST);
    }
  }
}
