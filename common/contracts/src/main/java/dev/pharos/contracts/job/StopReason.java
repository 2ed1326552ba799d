package dev.pharos.contracts.job;

/** Why an attempt is to stop before its training is done. */
public enum StopReason {
  /** Somebody cancelled the run; it ends. */
  CANCEL,
  /** The worker gives the attempt back; the run is queued again. */
  RELEASE
}
