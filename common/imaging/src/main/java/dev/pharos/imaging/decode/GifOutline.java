package dev.pharos.imaging.decode;

/** Walks the blocks of a GIF file (GIF89a specification) to the end of its first frame. */
final class GifOutline {
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int HEADER_LENGTH = 13;

  private final byte[] file;
  private final Bytes bytes;

  private GifOutline(byte[] file) {
    this.file = file;
    this.bytes = new Bytes(file);
  }

  static Outline read(byte[] file) throws UndecodableImageException {
    return new GifOutline(file).walk();
  }

  private Outline walk() throws UndecodableImageException {
    var at = HEADER_LENGTH + colourTable(bytes.u8(10));
    while (true) {
      switch (bytes.u8(at)) {
        case EXTENSION -> at = skipBlocks(at + 2);
        case IMAGE -> {
          return frame(at);
        }
        case TRAILER -> throw new UndecodableImageException("the GIF file holds no image");
        case -1 -> throw cutOff();
        default ->
            throw new UndecodableImageException(
                "the GIF file is damaged: an unknown block begins at byte " + at);
      }
    }
  }

  private Outline frame(long at) throws UndecodableImageException {
    if (!bytes.has(at, 11)) {
      throw cutOff();
    }
    var left = bytes.u16le(at + 1);
    var top = bytes.u16le(at + 3);
    var width = bytes.u16le(at + 5);
    var height = bytes.u16le(at + 7);
    skipBlocks(at + 10 + colourTable(bytes.u8(at + 9)) + 1);
    if (width == 0 || height == 0) {
      return Outline.of(ImageFormat.GIF, width, height, Orientation.UPRIGHT, file);
    }
    // Some writers leave the screen empty or too small; then it grows to hold the frame.
    return Outline.framed(
        ImageFormat.GIF,
        Math.max(bytes.u16le(6), left + width),
        Math.max(bytes.u16le(8), top + height),
        left,
        top,
        file);
  }

  /** The length of the colour table that a flags byte announces. */
  private static long colourTable(int flags) {
    return flags >= 0 && (flags & 0x80) != 0 ? 3L << ((flags & 7) + 1) : 0;
  }

  private long skipBlocks(long from) throws UndecodableImageException {
    var at = from;
    while (true) {
      var length = bytes.u8(at);
      if (length < 0) {
        throw cutOff();
      }
      at += 1L + length;
      if (length == 0) {
        return at;
      }
    }
  }

  private static UndecodableImageException cutOff() {
    return UndecodableImageException.truncated(
        ImageFormat.GIF, "it ends before its first frame is complete");
  }
}
