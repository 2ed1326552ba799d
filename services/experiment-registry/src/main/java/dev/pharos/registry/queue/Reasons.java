package dev.pharos.registry.queue;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Why runs wait, where people see it. */
public final class Reasons {
  /** What a pass writes at most; the next one goes on. */
  private static final int MOST = 500;

  private Reasons() {}

  /** Notes why runs wait, and gives those for which that is news. */
  public static List<UUID> note(Handle handle, Map<UUID, String> reasons) {
    if (reasons.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery(
            """
            update runs r set reason = w.reason
            from unnest(:runs, :reasons) as w (run, reason)
            where r.id in (select x.id from runs x
                join unnest(:runs, :reasons) as y (run, reason) on y.run = x.id
                where x.state = 'QUEUED' and x.reason is distinct from y.reason
                limit :most for update of x skip locked)
              and r.id = w.run
            returning r.id
            """)
        .bind("runs", reasons.keySet().toArray(UUID[]::new))
        .bind("reasons", reasons.values().toArray(String[]::new))
        .bind("most", MOST)
        .mapTo(UUID.class)
        .list();
  }
}
