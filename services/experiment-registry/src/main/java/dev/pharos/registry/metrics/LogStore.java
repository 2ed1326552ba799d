package dev.pharos.registry.metrics;

import dev.pharos.contracts.run.LogLine;
import dev.pharos.contracts.run.LogsReported;
import dev.pharos.registry.sql.Texts;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Writes log lines. Those of attempts that were given up are kept too: they say what happened. */
public final class LogStore {
  private LogStore() {}

  /** Keeps lines; false if none was new, or there is no such run. */
  public static boolean keep(Handle handle, LogsReported report) {
    var lines = report.lines();
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
            .execute()
        > 0;
  }
}
