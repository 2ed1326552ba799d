package dev.pharos.imaging.decode;

import java.util.Optional;

/** The image formats that can be decoded, recognised by how a file begins. */
public enum ImageFormat {
  JPEG("JPEG"),
  PNG("PNG"),
  GIF("GIF"),
  BMP("BMP"),
  WEBP("WebP"),
  TIFF("TIFF");

  private final String label;

  ImageFormat(String label) {
    this.label = label;
  }

  /** The name as people write it. */
  public String label() {
    return label;
  }

  /** The format that these first bytes announce; sixteen are enough. */
  public static Optional<ImageFormat> of(byte[] start) {
    var bytes = new Bytes(start);
    if (bytes.startsWith(0xff, 0xd8, 0xff)) {
      return Optional.of(JPEG);
    } else if (bytes.startsWith(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
      return Optional.of(PNG);
    } else if (bytes.startsWith('G', 'I', 'F', '8')) {
      return Optional.of(GIF);
    } else if (bytes.startsWith('R', 'I', 'F', 'F') && bytes.ascii(8, 4).equals("WEBP")) {
      return Optional.of(WEBP);
    } else if (bytes.startsWith('I', 'I', 42, 0) || bytes.startsWith('M', 'M', 0, 42)) {
      return Optional.of(TIFF);
    } else if (bytes.startsWith('B', 'M')) {
      return Optional.of(BMP);
    }
    return Optional.empty();
  }
}
