package dev.pharos.dataset.source;

/** Somebody asked for the work to stop; it ends where it is. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The work was asked to stop. */
  public StoppedException() {
    super("stopped", null, false, false);
  }
}
