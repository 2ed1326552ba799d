package dev.pharos.engine;

import java.nio.file.Path;

/**
 * A model or checkpoint file that cannot be read: not one, damaged, cut short, or of an unknown
 * version.
 */
public final class InvalidFileException extends EngineException {
  private static final long serialVersionUID = 1L;

  InvalidFileException(Path file, String reason) {
    super(file + ": " + reason);
  }

  InvalidFileException(Path file, String reason, Throwable cause) {
    super(file + ": " + reason, cause);
  }
}
