package dev.pharos.registry.search;

/** Where a trial of a sweep stands. */
public enum TrialState {
  /** It has not begun. */
  WAITING,
  /** Its run queues, trains, or was paused by somebody. */
  ACTIVE,
  /** It is set aside at a rung, and may go on. */
  HELD,
  SUCCEEDED,
  /** It was stopped early: others were better at its rung. */
  STOPPED,
  FAILED,
  CANCELLED;

  /** Whether nothing comes after it. */
  public boolean ended() {
    return this != WAITING && this != ACTIVE && this != HELD;
  }
}
