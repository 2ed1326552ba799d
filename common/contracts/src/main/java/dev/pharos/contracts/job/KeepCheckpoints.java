package dev.pharos.contracts.job;

import java.util.Objects;

/**
 * Which checkpoints of a run are kept. The newest always is: the next attempt resumes from it.
 *
 * <p>By default there are twelve at most, as many as an evolution of features shows.
 *
 * @param last the newest, so many, 1 to 1,000; 5
 * @param spread of those before, so many as evenly over the training as may be, 0 to 100; 6
 * @param best what says which is the best, and stays: the first with the lowest value of loss,
 *     top1-error or top5-error of train or validation; where that is not measured there is none;
 *     {@code validation/top1-error}
 */
public record KeepCheckpoints(Integer last, Integer spread, String best) {
  public KeepCheckpoints {
    last = Objects.requireNonNullElse(last, 5);
    spread = Objects.requireNonNullElse(spread, 6);
    best = Objects.requireNonNullElse(best, "validation/top1-error");
  }

  /** Everything by default. */
  public static KeepCheckpoints defaults() {
    return new KeepCheckpoints(null, null, null);
  }
}
