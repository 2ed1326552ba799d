package dev.pharos.embedded;

/** An embedded server could not start or go on; the message says what to do about it. */
public final class EmbeddedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what went wrong, naming the port, folder or file, and what would help. */
  public EmbeddedException(String message) {
    super(message);
  }

  /** The same, with what caused it. */
  public EmbeddedException(String message, Throwable cause) {
    super(message, cause);
  }
}
