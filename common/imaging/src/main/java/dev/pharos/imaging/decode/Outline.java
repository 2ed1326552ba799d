package dev.pharos.imaging.decode;

/** A file whose structure was walked and found whole; sizes are as stored, before orientation. */
final class Outline {
  private final ImageFormat format;
  private final int width;
  private final int height;
  private final Orientation orientation;
  private final byte[] codecInput;
  private final int left;
  private final int top;

  private Outline(
      ImageFormat format,
      int width,
      int height,
      Orientation orientation,
      byte[] codecInput,
      int left,
      int top) {
    this.format = format;
    this.width = width;
    this.height = height;
    this.orientation = orientation;
    this.codecInput = codecInput;
    this.left = left;
    this.top = top;
  }

  /** An image that fills its file; the codec gets these bytes. */
  static Outline of(
      ImageFormat format, int width, int height, Orientation orientation, byte[] codecInput) {
    return new Outline(format, width, height, orientation, codecInput, 0, 0);
  }

  /** An image whose codec yields a part of it only, to be placed on white at (left, top). */
  static Outline framed(
      ImageFormat format, int width, int height, int left, int top, byte[] codecInput) {
    return new Outline(format, width, height, Orientation.UPRIGHT, codecInput, left, top);
  }

  ImageFormat format() {
    return format;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int left() {
    return left;
  }

  int top() {
    return top;
  }

  Orientation orientation() {
    return orientation;
  }

  byte[] codecInput() {
    return codecInput;
  }

  ImageHeader header() {
    return orientation.swapsSides()
        ? new ImageHeader(format, width, height)
        : new ImageHeader(format, height, width);
  }
}
