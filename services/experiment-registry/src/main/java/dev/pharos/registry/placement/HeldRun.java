package dev.pharos.registry.placement;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A run that a worker holds.
 *
 * @param run its id
 * @param attempt the attempt
 * @param team whose it is
 * @param priority 1 (first) to 99
 * @param since since when its age counts
 * @param worker who holds it
 * @param demand what it takes of its worker
 * @param heldSince when the worker was given it
 * @param movable whether it trains, and may be asked to make room
 * @param leaving whether its worker was asked to let it go
 */
public record HeldRun(
    UUID run,
    int attempt,
    String team,
    int priority,
    Instant since,
    String worker,
    Demand demand,
    Instant heldSince,
    boolean movable,
    boolean leaving) {

  int level(Instant now, Duration aging) {
    return Levels.of(priority, since, now, aging);
  }
}
