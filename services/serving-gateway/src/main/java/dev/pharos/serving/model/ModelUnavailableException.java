package dev.pharos.serving.model;

/** A version that exists but cannot be loaded at the moment; the message says why. */
public final class ModelUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ModelUnavailableException(String message) {
    super(message, null, false, false);
  }
}
