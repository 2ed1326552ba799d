package dev.pharos.registry.placement;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A run that waits for a worker.
 *
 * @param run its id
 * @param team whose it is
 * @param priority 1 (first) to 99
 * @param place where it stands among those of its team and priority, the smallest first
 * @param since since when its age counts
 * @param gates what keeps it out of the line
 * @param demand what it asks of its worker
 * @param lastWorker who held its last attempt; another one is tried first
 */
public record WaitingRun(
    UUID run,
    String team,
    int priority,
    long place,
    Instant since,
    Gates gates,
    Demand demand,
    Optional<String> lastWorker) {

  /** The priority that counts: it rises with age, so that nobody waits for ever. */
  int level(Instant now, Duration aging) {
    return Levels.of(priority, since, now, aging);
  }
}
