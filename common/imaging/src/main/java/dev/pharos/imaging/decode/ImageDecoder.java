package dev.pharos.imaging.decode;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import dev.pharos.imaging.Pixels;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/**
 * Decodes images that nobody vouches for, by content and never by name.
 *
 * <p>The header is read first: an unknown format, a size of zero, more pixels than the limit or a
 * missing end are refused before anything is decoded. What comes out is upright (EXIF orientation
 * applied), transparent parts lie over white, 16-bit samples are rounded to 8, and an image without
 * colour has one channel however it was stored. Colour profiles are ignored for RGB, as other
 * training tools do. Of an animation or a multi-page file the first image is taken.
 *
 * <p>Safe for any number of threads at once. A decode needs some 6 to 12 bytes per pixel; who
 * decodes large images on several threads bounds the sum with {@link #header}.
 */
public final class ImageDecoder {
  /** 64 megapixels: larger than photographs are, smaller than a bomb has to be. */
  public static final long DEFAULT_PIXEL_LIMIT = 64_000_000;

  /** More than 16-bit RGBA is no photograph, and a way to ask for a lot of memory. */
  private static final int MAX_BITS_PER_PIXEL = 64;

  private final long pixelLimit;

  /** A decoder with the default limit. */
  public ImageDecoder() {
    this(DEFAULT_PIXEL_LIMIT);
  }

  /**
   * A decoder with a limit of its own.
   *
   * @param pixelLimit the most pixels (height times width) an image may have, at least 1
   */
  public ImageDecoder(long pixelLimit) {
    if (pixelLimit < 1) {
      throw new IllegalArgumentException(
          "pixelLimit is %d, must be at least 1".formatted(pixelLimit));
    }
    this.pixelLimit = pixelLimit;
  }

  /**
   * Reads format and size, and refuses what {@link #decode} would refuse without decoding.
   *
   * @param file a whole file
   */
  public ImageHeader header(byte[] file) throws UndecodableImageException {
    return outline(file).header();
  }

  /**
   * Decodes an image.
   *
   * @param file a whole file
   * @return the upright image, with 1 channel if it is colourless, else 3
   * @throws UndecodableImageException if the bytes are no image, a broken one, or too large a one
   */
  public Pixels decode(byte[] file) throws UndecodableImageException {
    return decode(outline(file));
  }

  Pixels decode(Outline outline) throws UndecodableImageException {
    var format = outline.format();
    try {
      return outline.orientation().upright(stored(outline).grayIfColourless());
    } catch (EOFException e) {
      throw UndecodableImageException.truncated(format, "it ends before its image does");
    } catch (IOException | RuntimeException e) {
      throw new UndecodableImageException(
          "the %s file is damaged: %s".formatted(format.label(), reason(e)), e);
    } catch (OutOfMemoryError e) {
      throw new UndecodableImageException(
          "the %s file of %d x %d pixels needs more memory than there is"
              .formatted(format.label(), outline.height(), outline.width()),
          e);
    }
  }

  /** The image as it lies in the file. */
  private Pixels stored(Outline outline) throws IOException, UndecodableImageException {
    var usual =
        outline.format() == ImageFormat.JPEG
            ? new JpegPixels().whole(outline.codecInput())
            : Optional.<Pixels>empty();
    return usual.isPresent() ? usual.get() : byCodec(outline);
  }

  /** The image as it lies in the file, by the codec that knows everything about the format. */
  Pixels byCodec(Outline outline) throws IOException, UndecodableImageException {
    return RasterPixels.of(read(outline), outline);
  }

  /** Reads what a file says about itself, and refuses what cannot or must not be decoded. */
  Outline outline(byte[] file) throws UndecodableImageException {
    if (file.length == 0) {
      throw new UndecodableImageException("the file is empty");
    }
    var format =
        ImageFormat.of(file)
            .orElseThrow(
                () ->
                    new UndecodableImageException(
                        "not an image of a known format"
                            + " (JPEG, PNG, GIF, BMP, WebP and TIFF are)"));
    var outline =
        switch (format) {
          case JPEG -> JpegOutline.read(file);
          case PNG -> PngOutline.read(file);
          case GIF -> GifOutline.read(file);
          case WEBP -> WebpOutline.read(file);
          case BMP -> BmpOutline.read(file);
          case TIFF -> tiffOutline(file);
        };
    checkSize(outline.format(), outline.height(), outline.width());
    return outline;
  }

  /** The codec reads a TIFF file's size without reading its image. */
  private static Outline tiffOutline(byte[] file) throws UndecodableImageException {
    try {
      var reader = open(ImageFormat.TIFF, file);
      try {
        return Outline.of(
            ImageFormat.TIFF,
            reader.getWidth(0),
            reader.getHeight(0),
            Exif.orientation(file, 0, file.length),
            file);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      throw new UndecodableImageException("the TIFF file's header cannot be read: " + reason(e), e);
    }
  }

  private BufferedImage read(Outline outline) throws IOException, UndecodableImageException {
    var reader = open(outline.format(), outline.codecInput());
    try {
      // The codec's own idea of the size counts too: it is the one that allocates.
      checkSize(outline.format(), reader.getHeight(0), reader.getWidth(0));
      checkDepth(outline.format(), reader);
      var warnings = new Warnings();
      reader.addIIOReadWarningListener(warnings);
      var image = reader.read(0);
      if (warnings.truncated) {
        throw new EOFException();
      }
      return image;
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader open(ImageFormat format, byte[] file) throws IOException {
    var reader = Codecs.reader(format);
    reader.setInput(new ByteArrayImageInputStream(file), true, true);
    return reader;
  }

  private void checkSize(ImageFormat format, long height, long width)
      throws UndecodableImageException {
    if (height < 1 || width < 1) {
      throw new UndecodableImageException(
          "the %s image has no pixels: %d x %d".formatted(format.label(), height, width));
    }
    if (height * width > pixelLimit) {
      throw new UndecodableImageException(
          "the %s image has %d x %d pixels, more than the limit of %d"
              .formatted(format.label(), height, width, pixelLimit));
    }
  }

  private static void checkDepth(ImageFormat format, ImageReader reader)
      throws IOException, UndecodableImageException {
    var type = reader.getRawImageType(0);
    if (type != null && type.getColorModel().getPixelSize() > MAX_BITS_PER_PIXEL) {
      throw new UndecodableImageException(
          "the %s image has %d bits per pixel, at most %d can be read"
              .formatted(format.label(), type.getColorModel().getPixelSize(), MAX_BITS_PER_PIXEL));
    }
  }

  private static String reason(Throwable e) {
    var message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  /** Listens for the codec that fills up a truncated image with gray instead of failing. */
  private static final class Warnings implements IIOReadWarningListener {
    private boolean truncated;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
      var text = warning.toLowerCase(Locale.ROOT);
      truncated |= text.contains("premature end") || text.contains("truncated");
    }
  }
}
