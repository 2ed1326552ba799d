package dev.pharos.embedded;

/** Somebody took the port between its choice and its use; another attempt will choose another. */
final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortTakenException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
