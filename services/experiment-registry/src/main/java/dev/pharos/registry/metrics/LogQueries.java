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

  /**
   * What is looked for.
   *
   * @param text part of the message, whatever the case; empty for any
   * @param levels the line's level; any if there are none
   * @param context how many lines before and after are wanted, too
   */
  public record Search(String text, List<String> levels, int context) {}

  /** A line that was found, or stands near one. */
  public record Found(
      int attempt, long sequence, Instant at, String level, String message, boolean match) {
    Cursor cursor() {
      return Cursor.of(attempt, sequence);
    }
  }

  /**
   * Lines that fit, and those around them, in the order in which they were written.
   *
   * @param after where to go on; from the beginning if empty
   */
  public static Page<Found> search(
      Handle handle, UUID run, Search search, Optional<Cursor> after, int limit) {
    var lines =
        handle
            .createQuery(
                """
                with fitting as (
                  select *, strpos(lower(message), lower(:text)) > 0 and (:any or level = any(:levels)) as match
                  from log_lines where run_id = :run),
                near as (
                  select *, bool_or(match) over (order by attempt, sequence
                    rows between :context preceding and :context following) as shown
                  from fitting)
                select attempt, sequence, at, level, message, match from near
                where shown and (attempt, sequence) > (:attempt, :sequence)
                order by attempt, sequence limit :limit + 1
                """)
            .bind("run", run)
            .bind("text", search.text())
            .bind("any", search.levels().isEmpty())
            .bind("levels", search.levels().toArray(String[]::new))
            .bind("context", search.context())
            .bind("attempt", after.map(cursor -> number(cursor, 0)).orElse(0L))
            .bind("sequence", after.map(cursor -> number(cursor, 1)).orElse(0L))
            .bind("limit", limit)
            .mapTo(Found.class)
            .list();
    return Page.of(lines, limit, Found::cursor);
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
