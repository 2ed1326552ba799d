package dev.pharos.registry.lifecycle;

import java.time.Duration;

/**
 * How patient the platform is with attempts.
 *
 * @param maxOffers how often a worker is told of an attempt before it goes to another, from 1
 * @param firstBackOff wait after the first failure; it doubles with each further one
 * @param longestBackOff where the doubling ends
 */
public record RetryPolicy(int maxOffers, Duration firstBackOff, Duration longestBackOff) {

  /**
   * @throws IllegalArgumentException if there is no offer, or a wait is negative
   */
  public RetryPolicy {
    if (maxOffers < 1) {
      throw new IllegalArgumentException("maxOffers " + maxOffers + " is below 1");
    }
    if (firstBackOff.isNegative() || longestBackOff.compareTo(firstBackOff) < 0) {
      throw new IllegalArgumentException(
          "back-off from " + firstBackOff + " to " + longestBackOff + " is not a growing wait");
    }
  }

  /**
   * The wait before the next attempt.
   *
   * @param failures failures so far, from 1
   */
  public Duration backOff(int failures) {
    var doublings = Math.min(failures - 1, 20);
    var delay = firstBackOff.multipliedBy(1L << doublings);
    return delay.compareTo(longestBackOff) < 0 ? delay : longestBackOff;
  }
}
