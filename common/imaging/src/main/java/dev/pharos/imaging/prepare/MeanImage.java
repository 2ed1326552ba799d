package dev.pharos.imaging.prepare;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pharos.imaging.ImageShape;
import java.util.Arrays;

/**
 * The mean of a data set's training images, place by place, to be subtracted from each image. In
 * JSON: the shape, and its values in the order row, column, channel as 16-bit numbers (big-endian,
 * base64), 65535 being white.
 */
public final class MeanImage {
  private static final int WHITE = 65_535;

  private final ImageShape shape;
  private final byte[] values;

  /** Reads one. */
  @JsonCreator
  public MeanImage(@JsonProperty("shape") ImageShape shape, @JsonProperty("values") byte[] values) {
    if (values.length != 2 * shape.volume()) {
      throw new IllegalArgumentException(
          "meanImage.values has %d bytes, must have %d for %s"
              .formatted(values.length, 2 * shape.volume(), shape));
    }
    this.shape = shape;
    this.values = values;
  }

  /** Of values between 0 and 1, in the order row, column, channel. */
  public static MeanImage of(ImageShape shape, float[] mean) {
    var values = new byte[2 * shape.volume()];
    for (var i = 0; i < shape.volume(); i++) {
      var value = Math.round(mean[i] * WHITE);
      values[2 * i] = (byte) (value >>> 8);
      values[2 * i + 1] = (byte) value;
    }
    return new MeanImage(shape, values);
  }

  @JsonProperty("shape")
  public ImageShape shape() {
    return shape;
  }

  @JsonProperty("values")
  byte[] values() {
    return values;
  }

  /** One value, 0 to 1. */
  double at(int row, int column, int channel) {
    var at = 2 * ((row * shape.width() + column) * shape.channels() + channel);
    return (((values[at] & 0xff) << 8) | (values[at + 1] & 0xff)) / (double) WHITE;
  }

  /** The same, bilinear between places, 1 being the distance of two rows or columns. */
  double between(double row, double column, int channel) {
    var y = Math.max(0, Math.min(shape.height() - 1, row));
    var x = Math.max(0, Math.min(shape.width() - 1, column));
    var top = (int) y;
    var left = (int) x;
    var bottom = Math.min(shape.height() - 1, top + 1);
    var right = Math.min(shape.width() - 1, left + 1);
    var above = at(top, left, channel) * (1 - (x - left)) + at(top, right, channel) * (x - left);
    var below =
        at(bottom, left, channel) * (1 - (x - left)) + at(bottom, right, channel) * (x - left);
    return above * (1 - (y - top)) + below * (y - top);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MeanImage image
        && shape.equals(image.shape)
        && Arrays.equals(values, image.values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "MeanImage[" + shape + "]";
  }
}
