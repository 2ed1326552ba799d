package dev.pharos.serving.catalog;

/** A model, alias or version that does not exist; the message lists what does. */
public final class UnknownModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownModelException(String message) {
    super(message, null, false, false);
  }
}
