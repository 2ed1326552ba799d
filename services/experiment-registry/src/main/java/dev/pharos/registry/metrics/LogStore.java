package dev.pharos.registry.metrics;

import dev.pharos.contracts.run.LogLine;
import dev.pharos.contracts.run.LogsReported;
import dev.pharos.registry.sql.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Writes log lines. Those of attempts that were given up are kept too: they say what happened. */
public final class LogStore {
  private LogStore() {}

  /**
   * Keeps lines, up to a number of an attempt; behind it a last line says so.
   *
   * @param most the greatest sequence number of an attempt's line
   * @return false if none was new, or there is no such run
   */
  public static boolean keep(Handle handle, LogsReported report, long most) {
    var lines = report.lines().stream().filter(line -> line.sequence() <= most).toList();
    if (lines.size() < report.lines().size()) {
      var first = report.lines().stream().filter(line -> line.sequence() > most).findFirst().get();
      lines = new ArrayList<>(lines);
      lines.add(
          new LogLine(
              most + 1,
              first.at(),
              "WARN",
              "the log is cut here: attempt %d wrote more than %,d lines"
                  .formatted(report.attempt(), most)));
    }
    return insert(handle, report, lines) > 0;
  }

  private static int insert(Handle handle, LogsReported report, List<LogLine> lines) {
    return handle
        .createUpdate(
            """
            insert into log_lines (run_id, attempt, sequence, at, level, message)
            select r.id, :attempt, l.sequence, l.at, l.level, l.message
            from runs r, unnest(:sequences, :times, :levels, :messages)
              as l (sequence, at, level, message)
            where r.id = :run and r.attempt >= :attempt
            on conflict (run_id, attempt, sequence) do nothing
            """)
        .bind("run", report.run())
        .bind("attempt", report.attempt())
        .bind("sequences", lines.stream().map(LogLine::sequence).toArray(Long[]::new))
        .bind("times", lines.stream().map(LogLine::at).toArray(Instant[]::new))
        .bind("levels", lines.stream().map(LogLine::level).toArray(String[]::new))
        .bind(
            "messages",
            lines.stream().map(line -> Texts.storable(line.message())).toArray(String[]::new))
        .execute();
  }

  /**
   * Deletes old lines.
   *
   * @param most how many at most
   * @return how many
   */
  static int delete(Handle handle, Instant before, int most) {
    return handle
        .createUpdate(
            """
            delete from log_lines where ctid = any(array(
              select ctid from log_lines where at < :before limit :most))
            """)
        .bind("before", before)
        .bind("most", most)
        .execute();
  }
}
