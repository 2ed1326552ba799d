package dev.pharos.engine.onednn;

/** oneDNN has no fast code for a layer, which the ordinary operation then computes. */
final class UnsupportedLayerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsupportedLayerException(String message) {
    super(message);
  }
}
