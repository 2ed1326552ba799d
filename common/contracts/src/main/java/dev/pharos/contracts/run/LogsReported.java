package dev.pharos.contracts.run;

import dev.pharos.contracts.MessageType;
import java.util.List;
import java.util.UUID;

/**
 * Log lines of one attempt.
 *
 * @param run the run
 * @param attempt its attempt
 * @param lines the lines, in order; a line sent twice counts once
 */
@MessageType(name = "run.logs", version = 1)
public record LogsReported(UUID run, int attempt, List<LogLine> lines) {
  public LogsReported {
    lines = List.copyOf(lines);
  }
}
