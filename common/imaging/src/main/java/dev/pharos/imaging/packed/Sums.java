package dev.pharos.imaging.packed;

import dev.pharos.imaging.Luma;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Exact sums over images of bytes with 1 or 3 channels. An image is taken in chunks of so many
 * pixels, and summed up for each place of a chunk first: the JVM makes vectors of such loops, not
 * of those with a single sum.
 */
final class Sums {
  /** Long enough for loops, short enough for the cache. */
  private static final int CHUNK = 1 << 10;

  /** So many values fit into an int: squares are below 2^16. */
  private static final int MOST_VALUES = 1 << 15;

  /** So many images fit into an int: values are below 2^8. */
  private static final int MOST_IMAGES = 1 << 23;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final int pixels;
  private final int channels;
  private final int[] packed;
  private final int[][] values;
  private final int[] luma;

  /** Of the products of channels i and j, for each place; those of i below j stay empty. */
  private final int[][][] chunkProducts;

  private final int[] chunkLuma;
  private final int[] chunkLumaSquares;
  private int chunks;

  /** For each channel and chunk one for each place, of the last images. */
  private final int[][][] recent;

  private int recentImages;

  private final long[][] places;
  private final long[][] products;
  private long lumaSum;
  private long lumaSquares;
  private long images;

  Sums(int height, int width, int channels) {
    this.pixels = height * width;
    this.channels = channels;
    var chunk = Math.min(pixels, CHUNK);
    this.packed = new int[chunk];
    this.values = new int[channels][chunk];
    this.luma = new int[chunk];
    this.chunkProducts = new int[channels][channels][chunk];
    this.chunkLuma = new int[chunk];
    this.chunkLumaSquares = new int[chunk];
    this.recent = new int[channels][(pixels + chunk - 1) / chunk][chunk];
    this.places = new long[channels][pixels];
    this.products = new long[channels][channels];
  }

  /** Counts an image. */
  void add(byte[] image) {
    if (recentImages == MOST_IMAGES) {
      settle();
    }
    for (var chunk = 0; chunk < recent[0].length; chunk++) {
      if (chunks == MOST_VALUES) {
        settleChunks();
      }
      spread(image, chunk * CHUNK);
      for (var channel = 0; channel < channels; channel++) {
        addTo(recent[channel][chunk], values[channel]);
        for (var other = 0; other <= channel; other++) {
          addProducts(values[channel], values[other], chunkProducts[channel][other]);
        }
      }
      addLuma();
      chunks++;
    }
    recentImages++;
    images++;
  }

  /** The values of a chunk; zeros behind the image's end. */
  private void spread(byte[] image, int from) {
    var count = Math.min(packed.length, pixels - from);
    if (count < packed.length) {
      Arrays.fill(packed, count, packed.length, 0);
    }
    if (channels == 1) {
      for (var i = 0; i < count; i++) {
        packed[i] = image[from + i] & 0xff;
      }
    } else {
      pack(image, 3 * from, count);
    }
    for (var channel = 0; channel < channels; channel++) {
      unpack(packed, 8 * channel, values[channel]);
    }
  }

  /** A pixel becomes one number: all channels are then moved at once. */
  private void pack(byte[] image, int from, int count) {
    var last = count - 1;
    for (var i = 0; i < last; i++) {
      packed[i] = (int) INTS.get(image, from + 3 * i);
    }
    var at = from + 3 * last;
    packed[last] =
        (image[at] & 0xff) | ((image[at + 1] & 0xff) << 8) | ((image[at + 2] & 0xff) << 16);
  }

  private static void unpack(int[] packed, int shift, int[] target) {
    for (var i = 0; i < target.length; i++) {
      target[i] = (packed[i] >> shift) & 0xff;
    }
  }

  private static void addTo(int[] sums, int[] values) {
    for (var i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }

  private static void addProducts(int[] values, int[] others, int[] sums) {
    for (var i = 0; i < sums.length; i++) {
      sums[i] += values[i] * others[i];
    }
  }

  private void addLuma() {
    if (channels == 1) {
      return; // what the products and places tell already
    }
    luma(values[0], values[1], values[2], luma);
    addTo(chunkLuma, luma);
    addProducts(luma, luma, chunkLumaSquares);
  }

  private static void luma(int[] red, int[] green, int[] blue, int[] target) {
    for (var i = 0; i < target.length; i++) {
      target[i] = Luma.of(red[i], green[i], blue[i]);
    }
  }

  private void settleChunks() {
    for (var channel = 0; channel < channels; channel++) {
      for (var other = 0; other <= channel; other++) {
        products[channel][other] += taken(chunkProducts[channel][other]);
      }
    }
    lumaSum += taken(chunkLuma);
    lumaSquares += taken(chunkLumaSquares);
    chunks = 0;
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
    settleChunks();
    for (var channel = 0; channel < channels; channel++) {
      for (var place = 0; place < pixels; place++) {
        places[channel][place] += recent[channel][place / CHUNK][place % CHUNK];
      }
      for (var chunk : recent[channel]) {
        Arrays.fill(chunk, 0);
      }
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
