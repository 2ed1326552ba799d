package dev.pharos.contracts.dataset;

/** What an import is doing. */
public enum ImportPhase {
  WAITING,
  UNPACKING,
  SCANNING,
  DECODING,
  PACKING,
  READY,
  FAILED,
  CANCELLED;

  /** Whether nothing more happens to an import in this phase. */
  public boolean ended() {
    return this == READY || this == FAILED || this == CANCELLED;
  }
}
