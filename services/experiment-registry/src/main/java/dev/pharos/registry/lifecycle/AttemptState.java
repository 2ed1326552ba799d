package dev.pharos.registry.lifecycle;

/** Where an attempt stands. */
public enum AttemptState {
  /** A worker was told of it. */
  ASSIGNED,
  /** A worker trains. */
  RUNNING,
  SUCCEEDED,
  FAILED,
  /** Ended before its training was done, in good order. */
  STOPPED,
  /** Its worker fell silent, or never took it. */
  LOST;

  /** Whether it counts against the attempts that a run has. */
  public boolean counts() {
    return this == FAILED || this == LOST;
  }
}
