package dev.pharos.worker.inspection.picture;

import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.PngEncoder;
import dev.pharos.imaging.Resampler;
import java.util.Arrays;

/** A white RGB picture that others are drawn onto. */
public final class Canvas {
  private static final int CHANNELS = 3;

  private final int height;
  private final int width;
  private final byte[] data;

  /** An empty picture, in pixels. */
  public Canvas(int height, int width) {
    this.height = height;
    this.width = width;
    this.data = new byte[height * width * CHANNELS];
    Arrays.fill(data, (byte) 0xff);
  }

  /** Draws a picture of any size, stretched to a square; what lies outside is left out. */
  public Canvas tile(Pixels picture, int top, int left, int side) {
    return draw(stretched(picture, side, side), top, left);
  }

  /** Draws a picture as it is; what lies outside is left out. */
  public Canvas draw(Pixels picture, int top, int left) {
    var colour = picture.withChannels(CHANNELS);
    for (int row = Math.max(0, -top); row < Math.min(colour.height(), height - top); row++) {
      int from = Math.max(0, -left);
      int to = Math.min(colour.width(), width - left);
      if (from < to) {
        System.arraycopy(
            colour.data(),
            (row * colour.width() + from) * CHANNELS,
            data,
            ((top + row) * width + left + from) * CHANNELS,
            (to - from) * CHANNELS);
      }
    }
    return this;
  }

  /**
   * A picture in another size: small ones are enlarged pixel by pixel, so that single weights and
   * places stay to be seen, large ones are scaled.
   */
  public static Pixels stretched(Pixels picture, int height, int width) {
    if (height < picture.height() || width < picture.width()) {
      return Resampler.stretch(picture.shape(), height, width).resample(picture);
    }
    var shape = new ImageShape(height, width, picture.channels());
    var target = new byte[shape.volume()];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int from =
            (row * picture.height() / height * picture.width() + column * picture.width() / width)
                * picture.channels();
        System.arraycopy(
            picture.data(),
            from,
            target,
            (row * width + column) * picture.channels(),
            picture.channels());
      }
    }
    return new Pixels(shape, target);
  }

  /** The picture so far. */
  public Pixels pixels() {
    return new Pixels(height, width, CHANNELS, data.clone());
  }

  /** A PNG file. */
  public static byte[] png(Pixels picture) {
    try (var encoder = new PngEncoder()) {
      return encoder.encode(picture);
    }
  }
}
