package dev.pharos.platform.client;

/** The platform cannot be reached, or answers in a way that a client cannot use. */
public class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ServerException(String message) {
    super(message);
  }

  public ServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
