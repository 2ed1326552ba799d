package dev.pharos.imaging.decode;

import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Walks the chunks of a PNG file (W3C PNG, third edition, section 5) and checks their checksums.
 *
 * <p>The codec gets a file of the chunks that make the picture and no others: compressed text and
 * colour profiles, the usual hiding places of decompression bombs, never reach it.
 */
final class PngOutline {
  private static final int SIGNATURE_LENGTH = 8;
  private static final int FRAME_LENGTH = 12;
  private static final Set<String> PICTURE = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

  private final byte[] file;
  private final Bytes bytes;
  private final ByteArrayOutputStream picture;
  private long width = -1;
  private long height = -1;
  private boolean data;
  private Orientation orientation = Orientation.UPRIGHT;

  private PngOutline(byte[] file) {
    this.file = file;
    this.bytes = new Bytes(file);
    this.picture = new ByteArrayOutputStream(file.length);
  }

  static Outline read(byte[] file) throws UndecodableImageException {
    return new PngOutline(file).walk();
  }

  private Outline walk() throws UndecodableImageException {
    picture.write(file, 0, SIGNATURE_LENGTH);
    long at = SIGNATURE_LENGTH;
    String type;
    do {
      var length = bytes.u32(at);
      type = bytes.ascii(at + 4, 4);
      if (length < 0 || !bytes.has(at, length + FRAME_LENGTH)) {
        throw UndecodableImageException.truncated(
            ImageFormat.PNG, type.isEmpty() ? "its end chunk is missing" : "a chunk is cut off");
      }
      read(type, (int) at, (int) length);
      at += length + FRAME_LENGTH;
    } while (!type.equals("IEND"));
    if (width < 0 || !data) {
      throw new UndecodableImageException("the PNG file holds no image data");
    }
    if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw new UndecodableImageException(
          "the PNG file claims impossible %d x %d pixels".formatted(width, height));
    }
    return Outline.of(
        ImageFormat.PNG, (int) width, (int) height, orientation, picture.toByteArray());
  }

  private void read(String type, int at, int length) throws UndecodableImageException {
    if (PICTURE.contains(type)) {
      checkSum(type, at, length);
      picture.write(file, at, length + FRAME_LENGTH);
    }
    switch (type) {
      case "IHDR" -> {
        width = bytes.u32(at + 8);
        height = bytes.u32(at + 12);
      }
      case "IDAT" -> data = true;
      case "eXIf" -> orientation = Exif.orientation(file, at + 8, length);
      default -> {}
    }
  }

  private void checkSum(String type, int at, int length) throws UndecodableImageException {
    var crc = new CRC32();
    crc.update(file, at + 4, length + 4);
    if (crc.getValue() != bytes.u32(at + 8L + length)) {
      throw new UndecodableImageException(
          "the PNG file is damaged: the checksum of its %s chunk does not match".formatted(type));
    }
  }
}
