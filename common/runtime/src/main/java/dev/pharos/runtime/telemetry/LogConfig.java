package dev.pharos.runtime.telemetry;

import dev.pharos.runtime.config.Default;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the process logs.
 *
 * @param format JSON lines for machines, or text for people
 * @param level the least level of Pharos' own log lines; libraries log warnings, or this if higher
 * @param file where to log instead of the standard output; set aside at 20 MiB, three old ones kept
 */
public record LogConfig(
    @Default("text") Format format, @Default("info") Level level, Optional<Path> file) {

  /** The two forms of a log line. */
  public enum Format {
    JSON,
    TEXT
  }

  /** How much is logged. */
  public enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  /** Text on the standard output. */
  public static LogConfig text() {
    return new LogConfig(Format.TEXT, Level.INFO, Optional.empty());
  }
}
