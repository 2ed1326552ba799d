package dev.pharos.contracts.worker;

/** Whether a worker takes work. */
public enum WorkerState {
  READY,
  /** Shuts down: takes nothing more. */
  DRAINING,
  /** Has shut down: its silence is no accident. */
  GONE
}
