package dev.pharos.dataset.source;

/** An import cannot end well; the message tells its owner why, in a sentence. */
public final class ImportException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The reason, for the owner of the data. */
  public ImportException(String reason) {
    super(reason);
  }

  /** The reason, for the owner of the data, and what lies behind it. */
  public ImportException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
