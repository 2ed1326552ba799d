package dev.pharos.artifacts;

import java.io.IOException;

/** The store cannot be read or written; the message names the place and the reason. */
public class ArtifactException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says what could not be done, where and why. */
  public ArtifactException(String message) {
    super(message);
  }

  /** The same, with what caused it. */
  public ArtifactException(String message, Throwable cause) {
    super(message, cause);
  }
}
