package dev.pharos.contracts.job;

/** Where a sweep stands. */
public enum SweepState {
  RUNNING,
  /** Nothing begins until it is resumed. */
  PAUSED,
  /** Every trial has ended, and there is a best one. */
  SUCCEEDED,
  /** Every trial has ended, and none has a value. */
  FAILED,
  CANCELLED;

  /** Whether nothing comes after it. */
  public boolean ended() {
    return this != RUNNING && this != PAUSED;
  }
}
