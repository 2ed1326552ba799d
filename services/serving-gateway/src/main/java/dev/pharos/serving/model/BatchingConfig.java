package dev.pharos.serving.model;

import dev.pharos.runtime.config.Default;
import dev.pharos.runtime.config.Requirements;
import java.time.Duration;

/**
 * How requests that wait for the same model are computed together.
 *
 * @param maxSize the most images in one pass
 * @param maxDelay how long an image may wait for others to join it; with 0, those are taken
 *     together that came while the pass before was computed
 * @param maxQueue the most images that wait for one model; more are refused with 503
 */
public record BatchingConfig(
    @Default("16") int maxSize, @Default("0ms") Duration maxDelay, @Default("256") int maxQueue) {

  /** Validates. */
  public BatchingConfig {
    new Requirements()
        .that(maxSize >= 1 && maxSize <= 1024, "maxSize", maxSize, "must be between 1 and 1024")
        .that(
            !maxDelay.isNegative() && maxDelay.toMillis() <= 1000,
            "maxDelay",
            maxDelay,
            "must be between 0ms and 1s")
        .that(maxQueue >= maxSize, "maxQueue", maxQueue, "must be at least max-size")
        .check();
  }
}
