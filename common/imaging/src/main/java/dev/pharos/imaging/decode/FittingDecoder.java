package dev.pharos.imaging.decode;

import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.Resampler;
import dev.pharos.imaging.prepare.StoredSize;

/**
 * Decodes images and brings them to one size: scaled, keeping the aspect ratio, until they just
 * cover it, the centre kept. What {@link ImageDecoder#decode} and {@link Resampler#cover} do; but a
 * usual JPEG file is decoded and scaled in one step, and only the part that is kept. Its pixels
 * differ from those of two steps by rounding alone, and where these cut off at black and white
 * before they scaled.
 *
 * <p>Belongs to one thread; keeps its buffers.
 */
public final class FittingDecoder {
  private final ImageDecoder decoder;
  private final JpegPixels jpeg = new JpegPixels();
  private ImageShape shape;
  private StoredSize size;
  private Resampler resampler;

  /** Decodes what this decoder takes. */
  public FittingDecoder(ImageDecoder decoder) {
    this.decoder = decoder;
  }

  /**
   * Decodes an image.
   *
   * @param file a whole file
   * @return the upright image in the size, with 1 channel if it is colourless, else 3
   * @throws UndecodableImageException if the bytes are no image, a broken one, or too large a one
   */
  public Pixels decode(byte[] file, StoredSize wanted) throws UndecodableImageException {
    var outline = decoder.outline(file);
    if (outline.format() == ImageFormat.JPEG && outline.orientation() == Orientation.UPRIGHT) {
      var fitted =
          jpeg.fitted(
              file, (height, width, channels) -> resampler(height, width, channels, wanted));
      if (fitted.isPresent()) {
        return fitted.get().grayIfColourless();
      }
    }
    return fit(decoder.decode(outline), wanted);
  }

  /** An image in the size; itself if it has it already. */
  public Pixels fit(Pixels image, StoredSize wanted) {
    if (image.height() == wanted.height() && image.width() == wanted.width()) {
      return image;
    }
    return resampler(image.height(), image.width(), image.channels(), wanted)
        .resample(image)
        .grayIfColourless();
  }

  /** Most images of a data set have the size of the one before. */
  private Resampler resampler(int height, int width, int channels, StoredSize wanted) {
    var from = new ImageShape(height, width, channels);
    if (!from.equals(shape) || !wanted.equals(size)) {
      shape = from;
      size = wanted;
      resampler = Resampler.cover(from, wanted.height(), wanted.width());
    }
    return resampler;
  }
}
