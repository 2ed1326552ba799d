package dev.pharos.registry.scheduling;

import dev.pharos.registry.lifecycle.RetryPolicy;
import dev.pharos.runtime.config.Default;
import dev.pharos.runtime.config.Requirements;
import java.time.Duration;

/**
 * How long the scheduler waits for what.
 *
 * @param tick time between two looks when nothing happens
 * @param workerLease a worker that was silent for longer is lost with its attempts
 * @param leaderLease a registry that has not scheduled for longer lets another do it
 * @param offerTime a live worker that has not taken an attempt by then is told again
 * @param maxOffers how often it is told before the attempt goes to another
 * @param stopTime a worker that was asked to stop and has not by then loses the attempt
 * @param settleTime how long what different topics say of an attempt may contradict itself
 * @param firstBackOff wait after the first failure of a run; it doubles with each further one
 * @param longestBackOff where the doubling ends
 */
public record Patience(
    @Default("1s") Duration tick,
    @Default("5s") Duration workerLease,
    @Default("5s") Duration leaderLease,
    @Default("3s") Duration offerTime,
    @Default("3") int maxOffers,
    @Default("30s") Duration stopTime,
    @Default("5s") Duration settleTime,
    @Default("1s") Duration firstBackOff,
    @Default("1m") Duration longestBackOff) {

  /** Validates. */
  public Patience {
    var requirements = new Requirements();
    positive(requirements, "tick", tick);
    positive(requirements, "workerLease", workerLease);
    positive(requirements, "leaderLease", leaderLease);
    positive(requirements, "offerTime", offerTime);
    positive(requirements, "stopTime", stopTime);
    positive(requirements, "settleTime", settleTime);
    requirements
        .that(maxOffers >= 1, "maxOffers", maxOffers, "must be at least 1")
        .that(!firstBackOff.isNegative(), "firstBackOff", firstBackOff, "must not be negative")
        .that(
            longestBackOff.compareTo(firstBackOff) >= 0,
            "longestBackOff",
            longestBackOff,
            "must be at least first-back-off")
        .check();
  }

  /** How patient the platform is with attempts. */
  public RetryPolicy retries() {
    return new RetryPolicy(maxOffers, firstBackOff, longestBackOff);
  }

  private static void positive(Requirements requirements, String component, Duration time) {
    requirements.that(time.toMillis() >= 1, component, time, "must be at least 1ms");
  }
}
