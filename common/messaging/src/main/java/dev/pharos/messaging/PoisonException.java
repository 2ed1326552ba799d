package dev.pharos.messaging;

/** Thrown by a handler for a message that it will never be able to process: it is dead-lettered. */
public final class PoisonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says why the message cannot be processed. */
  public PoisonException(String message) {
    super(message);
  }

  /** Says why the message cannot be processed. */
  public PoisonException(String message, Throwable cause) {
    super(message, cause);
  }
}
