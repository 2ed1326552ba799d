package dev.pharos.registry.metrics;

import dev.pharos.runtime.config.Default;
import dev.pharos.runtime.config.Requirements;
import java.time.Duration;

/**
 * How much of the logs is kept.
 *
 * @param keepTime lines that are older are deleted
 * @param mostLines of an attempt; where it writes more, a line says that the log is cut there
 */
public record LogsConfig(@Default("90d") Duration keepTime, @Default("100000") long mostLines) {

  /** Validates. */
  public LogsConfig {
    new Requirements()
        .that(keepTime.toMillis() >= 1_000, "keepTime", keepTime, "must be at least 1s")
        .that(mostLines >= 1, "mostLines", mostLines, "must be at least 1")
        .check();
  }
}
