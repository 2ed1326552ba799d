package dev.pharos.dataset.source;

import dev.pharos.imaging.ImageShape;
import java.io.IOException;
import java.util.Optional;

/** A file of a data set to be; safe to read from several threads. */
public interface SourceFile {
  /** Its path within the folder or archive, with {@code /} between the parts; only a name. */
  String path();

  /** How many bytes it has. */
  long length();

  /**
   * Its whole content.
   *
   * @throws UnusableFileException if it cannot be used for a reason that lies in the file
   * @throws IOException if reading fails
   */
  byte[] read() throws IOException;

  /** So many bytes of it from a place on, or those that there are. */
  byte[] read(long from, int count) throws IOException;

  /** The size, if the content is nothing but an image's bytes (HWC); empty for an image file. */
  default Optional<ImageShape> raw() {
    return Optional.empty();
  }

  /** How many of the bytes that are asked for a file of this length has. */
  static int available(long length, long from, int count) {
    return (int) Math.max(0, Math.min(count, length - from));
  }
}
