package dev.pharos.imaging.decode;

/**
 * What a file says about its image before it is decoded.
 *
 * @param format the format, by content
 * @param height rows of the upright image (its EXIF orientation applied)
 * @param width columns of the upright image
 */
public record ImageHeader(ImageFormat format, int height, int width) {
  /** The number of pixels. */
  public long pixels() {
    return (long) height * width;
  }
}
