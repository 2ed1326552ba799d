package dev.pharos.imaging.packed;

import dev.pharos.imaging.Luma;

/** Exact sums over images of bytes, so that the result does not depend on their order. */
final class Statistics {
  private final int channels;
  private final long[] sum;
  private final long[] squares;
  private long lumaSum;
  private long lumaSquares;
  private long pixels;

  Statistics(int channels) {
    this.channels = channels;
    this.sum = new long[channels];
    this.squares = new long[channels];
  }

  void add(byte[] image, int length) {
    for (var at = 0; at < length; at += channels) {
      for (var channel = 0; channel < channels; channel++) {
        var value = image[at + channel] & 0xff;
        sum[channel] += value;
        squares[channel] += (long) value * value;
      }
      var luma =
          channels == 1
              ? image[at] & 0xff
              : Luma.of(image[at] & 0xff, image[at + 1] & 0xff, image[at + 2] & 0xff);
      lumaSum += luma;
      lumaSquares += (long) luma * luma;
    }
    pixels += length / channels;
  }

  double mean(int channel) {
    return mean(sum[channel]);
  }

  double std(int channel) {
    return std(sum[channel], squares[channel]);
  }

  double lumaMean() {
    return mean(lumaSum);
  }

  double lumaStd() {
    return std(lumaSum, lumaSquares);
  }

  private double mean(long total) {
    return pixels == 0 ? 0 : (double) total / pixels / 255;
  }

  private double std(long total, long totalSquares) {
    if (pixels == 0) {
      return 0;
    }
    var mean = (double) total / pixels;
    return Math.sqrt(Math.max(0, (double) totalSquares / pixels - mean * mean)) / 255;
  }
}
