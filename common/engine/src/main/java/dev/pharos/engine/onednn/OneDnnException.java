package dev.pharos.engine.onednn;

/** oneDNN refused a call that it should have taken. */
final class OneDnnException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OneDnnException(String message) {
    super(message);
  }
}
