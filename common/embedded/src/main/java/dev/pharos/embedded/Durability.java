package dev.pharos.embedded;

/** How much a crash of the machine may cost; a crash of the process alone never costs anything. */
public enum Durability {
  /** What was acknowledged is on the disk: it survives a power failure. */
  DURABLE,
  /** For tests, whose data nobody will miss: the operating system writes when it likes. */
  THROWAWAY
}
