package dev.pharos.imaging.packed;

import java.io.IOException;
import java.nio.file.Path;

/** A file is no packed data set, or not a whole and undamaged one; the message says why. */
public final class CorruptDatasetException extends IOException {
  private static final long serialVersionUID = 1L;

  CorruptDatasetException(Path file, String reason) {
    super("the packed data set %s cannot be used: %s".formatted(file, reason));
  }
}
