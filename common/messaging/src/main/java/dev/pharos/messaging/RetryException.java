package dev.pharos.messaging;

/**
 * Thrown by a handler when what it needs is away for the moment: the message is tried again, with
 * growing pauses, for as long as it takes.
 */
public final class RetryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is away. */
  public RetryException(String message) {
    super(message);
  }

  /** Says what is away. */
  public RetryException(String message, Throwable cause) {
    super(message, cause);
  }
}
