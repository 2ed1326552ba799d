package dev.pharos.engine.operation;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sums and sums of products over one channel of a batch, and maps of it: what batch normalisation
 * needs, each in one pass over memory. Sums are in double precision and in a fixed order, so that
 * the number of threads, which share the channels, changes nothing.
 */
abstract class Channels {
  private final int images;
  private final int channels;
  private final int pixels;

  Channels(INDArray tensor) {
    images = (int) tensor.size(0);
    channels = (int) tensor.size(1);
    pixels = (int) (tensor.length() / images / channels);
  }

  /** The channels of a contiguous row-major tensor, [images, channels, rows, columns]. */
  static Channels of(INDArray tensor) {
    return tensor.dataType() == DataType.FLOAT
        ? new FloatChannels(tensor)
        : new DoubleChannels(tensor);
  }

  /** Values of one channel, over all images. */
  final long count() {
    return (long) images * pixels;
  }

  /** All channels, side by side. */
  final IntStream all() {
    return IntStream.range(0, channels).parallel();
  }

  final int images() {
    return images;
  }

  final int pixels() {
    return pixels;
  }

  /** Where the pixels of one image's channel begin. */
  final int start(int image, int channel) {
    return (image * channels + channel) * pixels;
  }

  /** The sum of x, and the sum of x^2. */
  abstract double[] moments(int channel);

  /** The sum of g, and the sum of g * (x - mean), where this is x. */
  abstract double[] products(int channel, Channels g, double mean);

  /** to = a * (x - mean) + b, where this is x. */
  abstract void map(int channel, double a, double mean, double b, Channels to);

  /** to = a * g + b * (x - mean) + c, where this is x. */
  abstract void map(
      int channel, double a, Channels g, double b, double mean, double c, Channels to);
}
