package dev.pharos.imaging.packed;

import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Luma;

/** Exact sums over images of bytes, so that the result does not depend on their order. */
@SuppressWarnings("NarrowCalculation") // products of two bytes
final class Statistics {
  private final ImageShape shape;
  private final int channels;
  private final long[] sum;

  /** Of the products of two channels, row by row; the lower half stays empty. */
  private final long[][] products;

  /** Per place and channel: one sum for each value of an image. */
  private final long[] places;

  private long lumaSum;
  private long lumaSquares;
  private long images;

  Statistics(ImageShape shape) {
    this.shape = shape;
    this.channels = shape.channels();
    this.sum = new long[channels];
    this.products = new long[channels][channels];
    this.places = new long[shape.volume()];
  }

  /** Counts an image of {@code shape.volume()} bytes. */
  void add(byte[] image) {
    if (channels == 1) {
      addGray(image);
    } else {
      addColour(image);
    }
    images++;
  }

  private void addGray(byte[] image) {
    var total = 0L;
    var squares = 0L;
    for (var at = 0; at < places.length; at++) {
      var value = image[at] & 0xff;
      places[at] += value;
      total += value;
      squares += value * value;
    }
    sum[0] += total;
    products[0][0] += squares;
    lumaSum += total;
    lumaSquares += squares;
  }

  private void addColour(byte[] image) {
    long red = 0;
    long green = 0;
    long blue = 0;
    long redRed = 0;
    long redGreen = 0;
    long redBlue = 0;
    long greenGreen = 0;
    long greenBlue = 0;
    long blueBlue = 0;
    for (var at = 0; at < places.length; at += 3) {
      var r = image[at] & 0xff;
      var g = image[at + 1] & 0xff;
      var b = image[at + 2] & 0xff;
      places[at] += r;
      places[at + 1] += g;
      places[at + 2] += b;
      red += r;
      green += g;
      blue += b;
      redRed += r * r;
      redGreen += r * g;
      redBlue += r * b;
      greenGreen += g * g;
      greenBlue += g * b;
      blueBlue += b * b;
      var luma = Luma.of(r, g, b);
      lumaSum += luma;
      lumaSquares += luma * luma;
    }
    sum[0] += red;
    sum[1] += green;
    sum[2] += blue;
    products[0][0] += redRed;
    products[0][1] += redGreen;
    products[0][2] += redBlue;
    products[1][1] += greenGreen;
    products[1][2] += greenBlue;
    products[2][2] += blueBlue;
  }

  double mean(int channel) {
    return mean(sum[channel]);
  }

  double std(int channel) {
    return std(sum[channel], products[channel][channel]);
  }

  /** The covariance of two channels' values over all pixels, 255 being 1.0. */
  double covariance(int one, int other) {
    if (images == 0) {
      return 0;
    }
    var product = products[Math.min(one, other)][Math.max(one, other)];
    return (product / pixels() - sum[one] / pixels() * (sum[other] / pixels())) / (255.0 * 255.0);
  }

  /** The mean of every value of an image (HWC), 255 being 1.0; zeros if there are no images. */
  float[] meanImage() {
    var mean = new float[places.length];
    for (var at = 0; at < mean.length && images > 0; at++) {
      mean[at] = (float) ((double) places[at] / images / 255);
    }
    return mean;
  }

  double lumaMean() {
    return mean(lumaSum);
  }

  double lumaStd() {
    return std(lumaSum, lumaSquares);
  }

  private double pixels() {
    return (double) images * shape.height() * shape.width();
  }

  private double mean(long total) {
    return images == 0 ? 0 : total / pixels() / 255;
  }

  private double std(long total, long totalSquares) {
    if (images == 0) {
      return 0;
    }
    var mean = total / pixels();
    return Math.sqrt(Math.max(0, totalSquares / pixels() - mean * mean)) / 255;
  }
}
