package dev.pharos.imaging.jpeg;

/** A JPEG file is damaged, or of a kind that this package does not read. */
public final class UnusualJpegException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is unusual. It is no failure, only the signal to take another way: no stack trace. */
  UnusualJpegException(String what) {
    super(what, null, false, false);
  }
}
