package dev.pharos.imaging.decode;

import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.Resampler;

/**
 * Decodes images and brings them to one size: scaled, keeping the aspect ratio, until they just
 * cover it, the centre kept. The same as {@link ImageDecoder#decode} and {@link Resampler#cover},
 * but of a usual JPEG file only the part that is kept is decoded, and scaled row by row meanwhile.
 *
 * <p>Belongs to one thread; keeps its buffers.
 */
public final class FittingDecoder {
  private final ImageDecoder decoder;
  private final int height;
  private final int width;
  private final JpegPixels jpeg = new JpegPixels();
  private ImageShape shape;
  private Resampler resampler;

  /** For images of this size. */
  public FittingDecoder(ImageDecoder decoder, int height, int width) {
    this.decoder = decoder;
    this.height = height;
    this.width = width;
  }

  /**
   * Decodes an image.
   *
   * @param file a whole file
   * @return the upright image in the size, with 1 channel if it is colourless, else 3
   * @throws UndecodableImageException if the bytes are no image, a broken one, or too large a one
   */
  public Pixels decode(byte[] file) throws UndecodableImageException {
    var outline = decoder.outline(file);
    if (outline.format() == ImageFormat.JPEG && outline.orientation() == Orientation.UPRIGHT) {
      var fitted = jpeg.fitted(file, this::resampler);
      if (fitted.isPresent()) {
        return fitted.get().grayIfColourless();
      }
    }
    return fit(decoder.decode(outline));
  }

  /** An image in the size; itself if it has it already. */
  public Pixels fit(Pixels image) {
    if (image.height() == height && image.width() == width) {
      return image;
    }
    return resampler(image.height(), image.width(), image.channels())
        .resample(image)
        .grayIfColourless();
  }

  /** Most images of a data set have the size of the one before. */
  private Resampler resampler(int fromHeight, int fromWidth, int channels) {
    var wanted = new ImageShape(fromHeight, fromWidth, channels);
    if (!wanted.equals(shape)) {
      shape = wanted;
      resampler = Resampler.cover(wanted, height, width);
    }
    return resampler;
  }
}
