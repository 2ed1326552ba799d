package dev.pharos.registry.scheduling;

import dev.pharos.contracts.job.RunState;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * An attempt that a worker holds, and what is known of the worker.
 *
 * @param run the run
 * @param attempt the attempt
 * @param state ASSIGNED or RUNNING
 * @param worker the worker's id
 * @param presence what the worker is doing
 * @param silentFor time since the worker's last heartbeat
 * @param listed whether the worker's last heartbeat names the attempt
 * @param offeredFor time since the worker was told of it
 * @param stoppingFor time since it was asked to stop; empty if it was not
 */
record HeldAttempt(
    UUID run,
    int attempt,
    RunState state,
    String worker,
    Presence presence,
    Duration silentFor,
    boolean listed,
    Duration offeredFor,
    Optional<Duration> stoppingFor) {

  /** What a worker is doing. */
  enum Presence {
    READY,
    DRAINING,
    GONE,
    LOST
  }

  /** Names the attempt. */
  record Key(UUID run, int attempt) {}

  Key key() {
    return new Key(run, attempt);
  }

  /** The same, named by its worker in words that are not stored yet. */
  HeldAttempt named() {
    return new HeldAttempt(
        run, attempt, state, worker, presence, silentFor, true, offeredFor, stoppingFor);
  }

  boolean workerIsAlive() {
    return presence == Presence.READY || presence == Presence.DRAINING;
  }
}
