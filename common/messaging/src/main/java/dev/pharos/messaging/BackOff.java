package dev.pharos.messaging;

import java.time.Duration;

/**
 * Pauses that double with each failure up to a greatest one.
 *
 * @param first the pause after the first failure
 * @param greatest the longest pause
 */
record BackOff(Duration first, Duration greatest) {
  /** For brokers and databases that are away. */
  static final BackOff STANDARD = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(5));

  /**
   * The pause after so many failures, in milliseconds.
   *
   * @param failures at least 1
   */
  long millis(int failures) {
    var doublings = Math.min(failures - 1, 30);
    return Math.min(greatest.toMillis(), first.toMillis() << doublings);
  }
}
