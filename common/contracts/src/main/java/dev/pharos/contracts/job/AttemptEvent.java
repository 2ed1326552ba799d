package dev.pharos.contracts.job;

import java.util.UUID;

/**
 * What a worker says about an attempt. The attempt number fences: what is said about an attempt
 * that is no longer the run's newest is ignored.
 */
public sealed interface AttemptEvent extends JobEvent
    permits AttemptStarted, AttemptCheckpointed, AttemptSucceeded, AttemptFailed, AttemptStopped {
  UUID run();

  /** Number of the attempt within its run, from 1. */
  int attempt();

  /** The worker that speaks. */
  String worker();
}
