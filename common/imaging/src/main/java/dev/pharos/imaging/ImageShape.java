package dev.pharos.imaging;

/**
 * The size of an image, in pixels, and its number of channels.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param channels 1 (luminance) or 3 (red, green, blue)
 */
public record ImageShape(int height, int width, int channels) {
  public ImageShape {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "an image of %d x %d pixels: height and width must be at least 1"
              .formatted(height, width));
    }
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("channels is %d, must be 1 or 3".formatted(channels));
    }
    if ((long) height * width * channels > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "an image of %d x %d x %d does not fit into an array".formatted(height, width, channels));
    }
  }

  /** The number of values in one image: height times width times channels. */
  public int volume() {
    return height * width * channels;
  }

  /** The same size with another number of channels. */
  public ImageShape withChannels(int other) {
    return new ImageShape(height, width, other);
  }

  /** For people: {@code 28x28x1}, height first. */
  @Override
  public String toString() {
    return height + "x" + width + "x" + channels;
  }
}
