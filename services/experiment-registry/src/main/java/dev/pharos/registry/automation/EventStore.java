package dev.pharos.registry.automation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The events that were noted. */
public final class EventStore {
  private static final String COLUMNS =
      "select sequence, source, id, type, time, correlation, data from automation_events ";

  private EventStore() {}

  /** The first event that nobody looked at. */
  static Optional<Event> next(Handle handle) {
    return handle
        .createQuery(COLUMNS + "where not handled order by sequence limit 1")
        .mapTo(Event.class)
        .findOne();
  }

  /** Nobody will look at it again. */
  static void handled(Handle handle, long sequence) {
    handle.execute("update automation_events set handled = true where sequence = ?", sequence);
  }

  /**
   * The newest events, newest first.
   *
   * @param type only those of a type
   */
  public static List<Event> newest(Handle handle, Optional<String> type, int limit) {
    return handle
        .createQuery(
            COLUMNS
                + "where (:type::text is null or type = :type) order by sequence desc limit :limit")
        .bind("type", type.orElse(null))
        .bind("limit", limit)
        .mapTo(Event.class)
        .list();
  }

  /** Forgets what is older. */
  static int forget(Handle handle, Duration age) {
    return handle
        .createUpdate(
            """
            delete from automation_events
            where handled and received_at < now() - make_interval(secs => :age)
            """)
        .bind("age", age.toNanos() / 1e9)
        .execute();
  }
}
