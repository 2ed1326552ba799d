package dev.pharos.dataset.source;

import java.io.IOException;

/** One file cannot be used; the others can. The message is the reason. */
public final class UnusableFileException extends IOException {
  private static final long serialVersionUID = 1L;

  UnusableFileException(String reason) {
    super(reason);
  }
}
