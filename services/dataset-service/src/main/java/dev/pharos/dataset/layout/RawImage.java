package dev.pharos.dataset.layout;

import dev.pharos.dataset.source.SourceFile;
import dev.pharos.imaging.ImageShape;
import java.io.IOException;
import java.util.Optional;

/**
 * An image within a file of many.
 *
 * @param file the file of many
 * @param number which of them, from 0
 * @param from where its bytes begin
 * @param stored how many they are
 * @param shape what {@link #read} gives
 * @param order how its bytes are brought into the order of pixels
 */
record RawImage(
    SourceFile file, int number, long from, int stored, ImageShape shape, PixelOrder order)
    implements SourceFile {
  /** Brings an image's bytes from the order of their file to rows, columns, channels. */
  interface PixelOrder {
    byte[] pixels(byte[] stored);
  }

  @Override
  public String path() {
    return numbered(file.path(), number);
  }

  /** How an image of a file is called: with its number, in five digits at least. */
  static String numbered(String file, int number) {
    var digits = String.valueOf(number);
    return file + "#" + "0".repeat(Math.max(0, 5 - digits.length())) + digits;
  }

  @Override
  public long length() {
    return shape.volume();
  }

  @Override
  public byte[] read() throws IOException {
    var bytes = file.read(from, stored);
    if (bytes.length < stored) {
      throw new IOException("'%s' was cut short while it was read".formatted(file.path()));
    }
    return order.pixels(bytes);
  }

  @Override
  public byte[] read(long begin, int count) throws IOException {
    throw new UnsupportedOperationException("an image is read as a whole");
  }

  @Override
  public Optional<ImageShape> raw() {
    return Optional.of(shape);
  }
}
