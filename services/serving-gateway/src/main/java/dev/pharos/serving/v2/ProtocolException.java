package dev.pharos.serving.v2;

/**
 * A request that the protocol or the model does not allow; its message becomes {@code {"error"}}.
 */
public final class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which field, which value, and what would be valid. */
  public ProtocolException(String message) {
    super(message, null, false, false);
  }
}
