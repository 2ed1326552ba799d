package dev.pharos.registry.scheduling;

import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that one registry schedules: who renewed the lease last, for as long as it lasts.
 *
 * <p>Whoever looks holds an advisory lock until its transaction ends, so that a leader that stood
 * still finds on waking that it leads no longer, and changes nothing. PostgreSQL ends the session
 * of a leader that stands still in the middle of a pass.
 */
final class Leadership {
  private static final Logger log = LoggerFactory.getLogger(Leadership.class);
  private static final long LOCK = 0x5048_4152_4f53L; // PHAROS

  private final Duration lease;
  private final String me =
      "registry-%d-%s"
          .formatted(ProcessHandle.current().pid(), UUID.randomUUID().toString().substring(0, 8));
  private boolean leading;

  /**
   * @param lease a leader that has not renewed for longer is one no more
   */
  Leadership(Duration lease) {
    this.lease = lease;
  }

  /** Whether this registry schedules until the transaction ends. */
  boolean lead(Handle handle) {
    boolean leads = free(handle) && lock(handle) && free(handle);
    if (leads) {
      renew(handle);
    }
    if (leads != leading) {
      log.info(leads ? "{} schedules from now on" : "{} schedules no more", me);
    }
    leading = leads;
    return leads;
  }

  /** Lets another registry take over at once. */
  void resign(Handle handle) {
    handle.execute("update scheduler_leader set renewed_at = '-infinity' where holder = ?", me);
  }

  /** Whether nobody else leads. Looked at without the lock first, which the leader needs. */
  private boolean free(Handle handle) {
    return handle
        .createQuery(
            """
            select not exists (select from scheduler_leader where holder <> :me
              and renewed_at > clock_timestamp() - make_interval(secs => :lease))
            """)
        .bind("me", me)
        .bind("lease", lease.toNanos() / 1e9)
        .mapTo(Boolean.class)
        .one();
  }

  private boolean lock(Handle handle) {
    handle
        .select(
            "select set_config('idle_in_transaction_session_timeout', ?, true)",
            String.valueOf(lease.toMillis()))
        .mapTo(String.class)
        .one();
    return handle.select("select pg_try_advisory_xact_lock(?)", LOCK).mapTo(Boolean.class).one();
  }

  private void renew(Handle handle) {
    handle
        .createUpdate(
            """
            insert into scheduler_leader as l (holder, since, renewed_at)
            values (:me, clock_timestamp(), clock_timestamp())
            on conflict (one) do update set holder = :me, renewed_at = clock_timestamp(),
              since = case when l.holder = :me then l.since else clock_timestamp() end
            """)
        .bind("me", me)
        .execute();
  }
}
