package dev.pharos.registry.automation;

import dev.pharos.registry.automation.Outcome.WebhookCall;
import dev.pharos.registry.sql.Texts;
import dev.pharos.runtime.database.Json;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Webhooks that are to be called. */
final class WebhookStore {
  private static final int AT_ONCE = 16;

  /**
   * A call whose time has come.
   *
   * @param attempts calls so far, this one included
   */
  record Due(UUID id, @Json WebhookCall call, int attempts) {}

  private WebhookStore() {}

  /** Takes calls whose time has come; nobody else gets them for as long as the lease. */
  static List<Due> take(Handle handle, Duration lease) {
    return handle
        .createQuery(
            """
            update automation_firings set attempts = attempts + 1,
              due = clock_timestamp() + make_interval(secs => :lease)
            where id in (select id from automation_firings
              where state = 'WAITING' and due <= clock_timestamp()
              order by due limit :most for update skip locked)
            returning id, call, attempts
            """)
        .bind("lease", lease.toNanos() / 1e9)
        .bind("most", AT_ONCE)
        .mapTo(Due.class)
        .list();
  }

  static void retry(Handle handle, Due due, String wrong, Duration pause) {
    handle
        .createUpdate(
            """
            update automation_firings set detail = :detail,
              due = clock_timestamp() + make_interval(secs => :pause)
            where id = :id and state = 'WAITING'
            """)
        .bind("id", due.id())
        .bind("detail", Texts.storable("will call again: " + wrong))
        .bind("pause", pause.toNanos() / 1e9)
        .execute();
  }

  static void end(Handle handle, Due due, Outcome.State state, String detail) {
    handle
        .createUpdate(
            """
            update automation_firings set state = :state, detail = :detail, due = null,
              ended_at = clock_timestamp()
            where id = :id and state = 'WAITING'
            """)
        .bind("id", due.id())
        .bind("state", state.name())
        .bind("detail", Texts.storable(detail))
        .execute();
  }
}
