package dev.pharos.dataset.source;

/**
 * How much an import may take from its source.
 *
 * @param files the most files
 * @param fileBytes the most bytes of one file
 * @param unpackedBytes the most bytes of all files of an archive together
 * @param ratio how many times larger than the archive its files may be
 */
public record SourceLimits(int files, long fileBytes, long unpackedBytes, int ratio) {
  /** Small archives may hold anything: up to here the ratio does not matter. */
  private static final long ALWAYS_ALLOWED = 64L << 20;

  /** The most bytes that may come out of an archive of this size. */
  long unpackedFrom(long archiveBytes) {
    return Math.min(unpackedBytes, Math.max(ALWAYS_ALLOWED, archiveBytes * ratio));
  }
}
