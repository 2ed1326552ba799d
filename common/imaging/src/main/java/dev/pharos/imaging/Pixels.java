package dev.pharos.imaging;

import java.util.Arrays;

/**
 * A decoded image: unsigned bytes in the order row, column, channel (HWC), sRGB or luminance.
 *
 * <p>The array is not copied, neither in nor out: whoever hands one over stops writing to it.
 */
public final class Pixels {
  private final ImageShape shape;
  private final byte[] data;

  /**
   * Wraps an array.
   *
   * @param shape size and channels
   * @param data exactly {@code shape.volume()} bytes
   */
  public Pixels(ImageShape shape, byte[] data) {
    if (data.length != shape.volume()) {
      throw new IllegalArgumentException(
          "%d bytes for an image of %s, must be %d".formatted(data.length, shape, shape.volume()));
    }
    this.shape = shape;
    this.data = data;
  }

  /** Wraps an array of {@code height * width * channels} bytes. */
  public Pixels(int height, int width, int channels, byte[] data) {
    this(new ImageShape(height, width, channels), data);
  }

  /** Size and channels. */
  public ImageShape shape() {
    return shape;
  }

  /** Rows. */
  public int height() {
    return shape.height();
  }

  /** Columns. */
  public int width() {
    return shape.width();
  }

  /** 1 or 3. */
  public int channels() {
    return shape.channels();
  }

  /** The bytes themselves, HWC, not a copy. */
  public byte[] data() {
    return data;
  }

  /** One value, 0 to 255. */
  public int at(int row, int column, int channel) {
    return data[(row * shape.width() + column) * shape.channels() + channel] & 0xff;
  }

  /**
   * The same image with this many channels: colour becomes luma (see {@link Luma}), luma is
   * repeated in every channel.
   */
  public Pixels withChannels(int channels) {
    if (channels == shape.channels()) {
      return this;
    }
    var target = shape.withChannels(channels);
    return new Pixels(target, channels == 1 ? Luma.of(data) : Luma.replicate(data));
  }

  /** The image with one channel when red, green and blue agree everywhere, else this one. */
  public Pixels grayIfColourless() {
    if (shape.channels() == 1) {
      return this;
    }
    for (var i = 0; i < data.length; i += 3) {
      if (data[i] != data[i + 1] || data[i] != data[i + 2]) {
        return this;
      }
    }
    var gray = new byte[data.length / 3];
    for (var i = 0; i < gray.length; i++) {
      gray[i] = data[3 * i];
    }
    return new Pixels(shape.withChannels(1), gray);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pixels pixels
        && shape.equals(pixels.shape)
        && Arrays.equals(data, pixels.data);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "Pixels[" + shape + "]";
  }
}
