package dev.pharos.imaging.packed;

import dev.pharos.imaging.Luma;
import java.util.Arrays;

/**
 * Exact sums over images of bytes with 1 or 3 channels. What is summed row by row goes to a sum for
 * each column first: the JVM makes vectors of such loops, not of those with a single sum.
 */
final class Sums {
  /** So many rows fit into an int: squares are below 2^16. */
  private static final int MOST_ROWS = 1 << 15;

  /** So many images fit into an int: values are below 2^8. */
  private static final int MOST_IMAGES = 1 << 23;

  private final int height;
  private final int width;
  private final int channels;

  /** Of the products of channels i and j, for each column; those of i above j stay empty. */
  private final int[][][] rowProducts;

  private final int[] rowLuma;
  private final int[] rowLumaSquares;
  private final int[] luma;
  private final int[][] row;
  private int rows;

  /** For each channel one for each place, of the last images. */
  private final int[][] recent;

  private int recentImages;

  private final long[][] places;
  private final long[][] products;
  private long lumaSum;
  private long lumaSquares;
  private long images;

  Sums(int height, int width, int channels) {
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.rowProducts = new int[channels][channels][width];
    this.rowLuma = new int[width];
    this.rowLumaSquares = new int[width];
    this.luma = new int[width];
    this.row = new int[channels][width];
    this.recent = new int[channels][height * width];
    this.places = new long[channels][height * width];
    this.products = new long[channels][channels];
  }

  /** Counts an image. */
  void add(byte[] image) {
    if (recentImages == MOST_IMAGES) {
      settle();
    }
    for (var y = 0; y < height; y++) {
      for (var channel = 0; channel < channels; channel++) {
        spread(image, y * width * channels + channel, channels, row[channel]);
        addTo(recent[channel], y * width, row[channel]);
        for (var other = 0; other <= channel; other++) {
          addProducts(row[channel], row[other], rowProducts[channel][other]);
        }
      }
      addLuma();
      if (++rows == MOST_ROWS) {
        settleRows();
      }
    }
    recentImages++;
    images++;
  }

  private static void spread(byte[] image, int from, int step, int[] target) {
    for (int x = 0, at = from; x < target.length; x++, at += step) {
      target[x] = image[at] & 0xff;
    }
  }

  private static void addTo(int[] sums, int from, int[] values) {
    for (var x = 0; x < values.length; x++) {
      sums[from + x] += values[x];
    }
  }

  private static void addProducts(int[] values, int[] others, int[] sums) {
    for (var x = 0; x < sums.length; x++) {
      sums[x] += values[x] * others[x];
    }
  }

  private void addLuma() {
    if (channels == 1) {
      return; // what the products and places tell already
    }
    luma(row[0], row[1], row[2], luma);
    addTo(rowLuma, 0, luma);
    addProducts(luma, luma, rowLumaSquares);
  }

  private static void luma(int[] red, int[] green, int[] blue, int[] target) {
    for (var x = 0; x < target.length; x++) {
      target[x] = Luma.of(red[x], green[x], blue[x]);
    }
  }

  private void settleRows() {
    for (var channel = 0; channel < channels; channel++) {
      for (var other = 0; other <= channel; other++) {
        products[channel][other] += taken(rowProducts[channel][other]);
      }
    }
    lumaSum += taken(rowLuma);
    lumaSquares += taken(rowLumaSquares);
    rows = 0;
  }

  private static long taken(int[] sums) {
    var sum = 0L;
    for (var each : sums) {
      sum += each;
    }
    Arrays.fill(sums, 0);
    return sum;
  }

  private void settle() {
    if (recentImages == 0) {
      return;
    }
    settleRows();
    for (var channel = 0; channel < channels; channel++) {
      for (var place = 0; place < recent[channel].length; place++) {
        places[channel][place] += recent[channel][place];
      }
      Arrays.fill(recent[channel], 0);
    }
    recentImages = 0;
  }

  /** Adds what others have counted; gray counts as a colour of three equal parts. */
  void add(Sums others) {
    settle();
    others.settle();
    var gray = others.channels == 1;
    for (var channel = 0; channel < channels; channel++) {
      var from = gray ? 0 : channel;
      for (var place = 0; place < places[channel].length; place++) {
        places[channel][place] += others.places[from][place];
      }
      for (var other = 0; other <= channel; other++) {
        products[channel][other] += others.products[from][gray ? 0 : other];
      }
    }
    lumaSum += gray ? others.sum(0) : others.lumaSum;
    lumaSquares += gray ? others.products[0][0] : others.lumaSquares;
    images += others.images;
  }

  /** How many images there were. */
  long images() {
    return images;
  }

  /** Of the values of a channel. */
  long sum(int channel) {
    settle();
    return Arrays.stream(places[channel]).sum();
  }

  /** Of the values of a channel at a place. */
  long sum(int channel, int place) {
    settle();
    return places[channel][place];
  }

  /** Of the products of the values of two channels. */
  long products(int one, int other) {
    settle();
    return products[Math.max(one, other)][Math.min(one, other)];
  }

  /** Of the luma of all pixels. */
  long luma() {
    settle();
    return channels == 1 ? sum(0) : lumaSum;
  }

  /** Of the squares of the luma of all pixels. */
  long lumaSquares() {
    settle();
    return channels == 1 ? products[0][0] : lumaSquares;
  }
}
