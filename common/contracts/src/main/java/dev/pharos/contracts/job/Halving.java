package dev.pharos.contracts.job;

import java.util.Objects;

/**
 * When trials of a sweep by {@link SweepMethod#ASHA} are compared, and how many go on.
 *
 * @param timeMetric what tells how long a trial has trained; epoch
 * @param maxTime how long a trial trains at most; by default the epochs of the job. In epochs it is
 *     what each trial's job trains, in steps the job's own epochs end it
 * @param divisor of the trials that reach a rung, one in so many goes on to the next, and each rung
 *     is so many times as long as the one before, 2 to 16; 3
 * @param rungs how many rungs at most, the end among them, 1 to 20; 5
 */
public record Halving(SweepTime timeMetric, Long maxTime, Integer divisor, Integer rungs) {
  public Halving {
    timeMetric = Objects.requireNonNullElse(timeMetric, SweepTime.EPOCH);
    divisor = Objects.requireNonNullElse(divisor, 3);
    rungs = Objects.requireNonNullElse(rungs, 5);
  }

  /** With every default. */
  public static Halving defaults() {
    return new Halving(null, null, null, null);
  }

  /** The same, at most so long. */
  public Halving within(long time) {
    return new Halving(timeMetric, time, divisor, rungs);
  }
}
