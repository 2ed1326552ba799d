package dev.pharos.imaging.decode;

/** Some bytes are not an image that Pharos can use; the message says why in plain words. */
public final class UndecodableImageException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The reason, in plain words. */
  public UndecodableImageException(String reason) {
    super(reason);
  }

  UndecodableImageException(String reason, Throwable cause) {
    super(reason, cause);
  }

  static UndecodableImageException truncated(ImageFormat format, String missing) {
    return new UndecodableImageException(
        "the %s file is truncated: %s".formatted(format.label(), missing));
  }
}
