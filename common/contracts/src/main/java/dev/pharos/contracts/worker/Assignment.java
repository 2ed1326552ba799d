package dev.pharos.contracts.worker;

/** What the scheduler asks of a worker on {@code job.assignments}. */
public sealed interface Assignment permits AttemptAssigned, StopAttempt {
  /** The worker that is meant; others pass over it. */
  String worker();
}
