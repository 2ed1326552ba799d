package dev.pharos.runtime;

/**
 * A service cannot start for a reason that its user can mend. The message says what to do; the
 * stack trace would not help and is not shown.
 */
public class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A reason, written for the user. */
  public StartException(String message) {
    super(message);
  }

  /** A reason, written for the user, and what caused it. */
  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
