package dev.pharos.imaging.decode;

/** Walks the chunks of a WebP file (RFC 9649). */
final class WebpOutline {
  private final byte[] file;
  private final Bytes bytes;
  private int width = -1;
  private int height = -1;
  private Orientation orientation = Orientation.UPRIGHT;

  private WebpOutline(byte[] file) {
    this.file = file;
    this.bytes = new Bytes(file);
  }

  static Outline read(byte[] file) throws UndecodableImageException {
    return new WebpOutline(file).walk();
  }

  private Outline walk() throws UndecodableImageException {
    var end = bytes.u32le(4) + 8;
    if (end > bytes.length()) {
      throw UndecodableImageException.truncated(
          ImageFormat.WEBP,
          "it has %d bytes of the %d it announces".formatted(bytes.length(), end));
    }
    for (long at = 12; at + 8 <= end; ) {
      var length = bytes.u32le(at + 4);
      if (at + 8 + length > end) {
        throw UndecodableImageException.truncated(ImageFormat.WEBP, "a chunk is cut off");
      }
      read(bytes.ascii(at, 4), at + 8, (int) length);
      at += 8 + length + (length & 1);
    }
    if (width < 0) {
      throw new UndecodableImageException("the WebP file holds no image data");
    }
    return Outline.of(ImageFormat.WEBP, width, height, orientation, file);
  }

  private void read(String type, long at, int length) {
    switch (type) {
      case "VP8X" -> size(bytes.u24le(at + 4) + 1, bytes.u24le(at + 7) + 1);
      case "VP8L" -> {
        var bits = bytes.u32le(at + 1);
        size((int) (bits & 0x3fff) + 1, (int) (bits >> 14 & 0x3fff) + 1);
      }
      case "VP8 " -> size(bytes.u16le(at + 6) & 0x3fff, bytes.u16le(at + 8) & 0x3fff);
      case "EXIF" -> orientation = Exif.orientation(file, (int) at, length);
      default -> {}
    }
  }

  /** The first chunk that tells a size is the canvas; later ones are parts of it. */
  private void size(int newWidth, int newHeight) {
    if (width < 0) {
      width = newWidth;
      height = newHeight;
    }
  }
}
