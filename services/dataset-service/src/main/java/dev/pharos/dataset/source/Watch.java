package dev.pharos.dataset.source;

/** Told how far the reading of a source is, from the thread that reads. */
@FunctionalInterface
public interface Watch {

  /** Called often; may throw to end the reading. */
  void check();

  /** Archives of so many bytes are about to be unpacked. */
  default void begins(long archiveBytes) {}

  /** So many more bytes of the archives have been gone through. */
  default void advanced(long bytes) {}
}
