package dev.pharos.imaging.decode;

/**
 * Reads the headers of a Windows bitmap; an uncompressed one has to be long enough for its rows.
 */
final class BmpOutline {
  private static final int CORE_HEADER = 12;
  private static final int UNCOMPRESSED = 0;
  private static final int BIT_FIELDS = 3;

  private BmpOutline() {}

  static Outline read(byte[] file) throws UndecodableImageException {
    var bytes = new Bytes(file);
    var pixelsAt = bytes.u32le(10);
    var headerLength = bytes.u32le(14);
    if (!bytes.has(14, headerLength) || headerLength < CORE_HEADER) {
      throw UndecodableImageException.truncated(ImageFormat.BMP, "its header is incomplete");
    }
    var core = headerLength == CORE_HEADER;
    var width = core ? bytes.u16le(18) : (int) bytes.u32le(18);
    // A negative height says that the rows go from top to bottom.
    var height = core ? bytes.u16le(20) : Math.abs((int) bytes.u32le(22));
    var bits = core ? bytes.u16le(24) : bytes.u16le(28);
    var compression = core ? UNCOMPRESSED : bytes.u32le(30);
    if (width < 1 || height < 1) {
      throw new UndecodableImageException(
          "the BMP image has no pixels: %d x %d".formatted(height, width));
    }
    var stride = ((long) width * bits + 31) / 32 * 4;
    var rows = compression == UNCOMPRESSED || compression == BIT_FIELDS;
    if (rows && !bytes.has(pixelsAt, stride * height)) {
      throw UndecodableImageException.truncated(
          ImageFormat.BMP,
          "%d rows of %d bytes do not fit into its %d bytes"
              .formatted(height, stride, file.length));
    }
    return Outline.of(ImageFormat.BMP, width, height, Orientation.UPRIGHT, file);
  }
}
