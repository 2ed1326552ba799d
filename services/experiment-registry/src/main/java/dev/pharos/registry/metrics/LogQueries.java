package dev.pharos.registry.metrics;

import dev.pharos.registry.paging.Cursor;
import dev.pharos.registry.paging.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reads logs. */
public final class LogQueries {
  /** A line, and the attempt that wrote it. */
  public record Line(int attempt, long sequence, Instant at, String level, String message) {
    /** Where the log goes on after this line. */
    public Cursor cursor() {
      return Cursor.of(attempt, sequence);
    }
  }

  private LogQueries() {}

  /**
   * Lines in the order in which they were written.
   *
   * @param after where to go on; from the beginning if empty
   * @return the last line's cursor is always there, so that a caller can ask for what comes later
   */
  public static Page<Line> list(Handle handle, UUID run, Optional<Cursor> after, int limit) {
    var lines =
        handle
            .createQuery(
                """
                select attempt, sequence, at, level, message from log_lines
                where run_id = :run and (attempt, sequence) > (:attempt, :sequence)
                order by attempt, sequence limit :limit
                """)
            .bind("run", run)
            .bind("attempt", after.map(cursor -> number(cursor, 0)).orElse(0L))
            .bind("sequence", after.map(cursor -> number(cursor, 1)).orElse(0L))
            .bind("limit", limit)
            .mapTo(Line.class)
            .list();
    var next =
        lines.isEmpty()
            ? after.map(Cursor::text).orElse(null)
            : lines.get(lines.size() - 1).cursor().text();
    return new Page<>(lines, next);
  }

  private static long number(Cursor cursor, int part) {
    return Long.parseLong(cursor.parts().get(part));
  }

  /** Lines of one attempt, from one sequence number to another. */
  public static List<Line> range(Handle handle, UUID run, int attempt, long from, long to) {
    return handle
        .createQuery(
            """
            select attempt, sequence, at, level, message from log_lines
            where run_id = :run and attempt = :attempt and sequence between :from and :to
            order by sequence
            """)
        .bind("run", run)
        .bind("attempt", attempt)
        .bind("from", from)
        .bind("to", to)
        .mapTo(Line.class)
        .list();
  }
}
