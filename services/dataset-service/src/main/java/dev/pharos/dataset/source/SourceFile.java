package dev.pharos.dataset.source;

import java.io.IOException;

/** A file of a data set to be; safe to read from several threads. */
public interface SourceFile {
  /** Its path within the folder or archive, with {@code /} between the parts; only a name. */
  String path();

  /**
   * Its whole content.
   *
   * @throws UnusableFileException if it cannot be used for a reason that lies in the file
   * @throws IOException if reading fails
   */
  byte[] read() throws IOException;
}
