package dev.pharos.registry.collection;

import dev.pharos.runtime.config.Default;
import dev.pharos.runtime.config.Requirements;
import java.time.Duration;

/**
 * How artifacts that nothing needs are collected.
 *
 * @param mode whether they are
 * @param interval time between two looks
 * @param keepReleased how long after the last row that named it an artifact stays: a backup that
 *     takes longer may lack it
 * @param keepUnnamed how old an artifact must be that no row ever named: the message that names it
 *     may be under way
 */
public record CollectionConfig(
    @Default("delete") Mode mode,
    @Default("15m") Duration interval,
    @Default("1h") Duration keepReleased,
    @Default("24h") Duration keepUnnamed) {

  /** What becomes of artifacts that nothing needs. */
  public enum Mode {
    /** They are deleted. */
    DELETE,
    /** They are counted. */
    REPORT,
    /** Nobody looks. */
    OFF
  }

  /** Validates. */
  public CollectionConfig {
    new Requirements()
        .that(interval.toMillis() >= 100, "interval", interval, "must be at least 100ms")
        .that(!keepReleased.isNegative(), "keepReleased", keepReleased, "must not be negative")
        .that(
            keepUnnamed.compareTo(keepReleased) >= 0,
            "keepUnnamed",
            keepUnnamed,
            "must be at least keep-released, " + keepReleased)
        .check();
  }
}
