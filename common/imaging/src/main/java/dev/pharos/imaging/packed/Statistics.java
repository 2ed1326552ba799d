package dev.pharos.imaging.packed;

import dev.pharos.imaging.ImageShape;
import java.util.List;

/** What a data set tells of its training images; exact, so that their order does not matter. */
final class Statistics {
  private final ImageShape shape;
  private final Sums sums;

  /** Of images that were counted here and there, gray and in colour. */
  Statistics(ImageShape shape, List<Sums> parts) {
    this.shape = shape;
    this.sums = new Sums(shape.height(), shape.width(), shape.channels());
    parts.forEach(sums::add);
  }

  double mean(int channel) {
    return mean(sums.sum(channel));
  }

  double std(int channel) {
    return std(sums.sum(channel), sums.products(channel, channel));
  }

  /** The covariance of two channels' values over all pixels, 255 being 1.0. */
  double covariance(int one, int other) {
    if (sums.images() == 0) {
      return 0;
    }
    var means = sums.sum(one) / pixels() * (sums.sum(other) / pixels());
    return (sums.products(one, other) / pixels() - means) / (255.0 * 255.0);
  }

  /** The mean of every value of an image (HWC), 255 being 1.0; zeros if there are no images. */
  float[] meanImage() {
    var channels = shape.channels();
    var mean = new float[shape.volume()];
    for (var at = 0; at < mean.length && sums.images() > 0; at++) {
      mean[at] = (float) ((double) sums.sum(at % channels, at / channels) / sums.images() / 255);
    }
    return mean;
  }

  double lumaMean() {
    return mean(sums.luma());
  }

  double lumaStd() {
    return std(sums.luma(), sums.lumaSquares());
  }

  private double pixels() {
    return (double) sums.images() * shape.height() * shape.width();
  }

  private double mean(long total) {
    return sums.images() == 0 ? 0 : total / pixels() / 255;
  }

  private double std(long total, long totalSquares) {
    if (sums.images() == 0) {
      return 0;
    }
    var mean = total / pixels();
    return Math.sqrt(Math.max(0, totalSquares / pixels() - mean * mean)) / 255;
  }
}
