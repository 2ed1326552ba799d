package dev.pharos.contracts.job;

/** Where a run stands. */
public enum RunState {
  /** Waits for a worker. */
  QUEUED,
  /** Given to a worker that has not begun. */
  ASSIGNED,
  /** A worker trains. */
  RUNNING,
  /** Set aside by a person, with a checkpoint. */
  PAUSED,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  /** Whether nothing more happens to a run in this state. */
  public boolean ended() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }
}
