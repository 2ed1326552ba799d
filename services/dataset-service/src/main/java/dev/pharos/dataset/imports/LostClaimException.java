package dev.pharos.dataset.imports;

/**
 * Another process has taken an import over, or it has ended: nothing of this one may be written.
 */
final class LostClaimException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LostClaimException(ImportRow row) {
    super("import %s is another process's by now, or has ended".formatted(row.id()));
  }
}
