package dev.pharos.registry.placement;

import java.time.Duration;
import java.time.Instant;

/** The priority that counts. */
final class Levels {
  private Levels() {}

  /**
   * One step nearer to 1 for each {@code aging} since {@code since}.
   *
   * @param priority 1 (first) to 99
   */
  static int of(int priority, Instant since, Instant now, Duration aging) {
    if (!now.isAfter(since)) {
      return priority;
    }
    long steps = Duration.between(since, now).toMillis() / aging.toMillis();
    return (int) Math.max(1, priority - steps);
  }
}
