package dev.pharos.registry.automation;

import dev.pharos.registry.paging.Cursor;
import dev.pharos.registry.paging.Page;
import dev.pharos.registry.sql.Texts;
import dev.pharos.runtime.database.Json;
import dev.pharos.runtime.database.Jsonb;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What rules did. */
public final class FiringStore {
  private FiringStore() {}

  /** Whether an event made a rule act before. */
  static boolean exists(Handle handle, String automation, Event event) {
    return handle
        .createQuery(
            """
            select exists (select from automation_firings where automation = :automation
              and event_source = :source and event_id = :id)
            """)
        .bind("automation", automation)
        .bind("source", event.source())
        .bind("id", event.id())
        .mapTo(Boolean.class)
        .one();
  }

  /** How often a rule acted in the last so many seconds. */
  static int count(Handle handle, String automation, int seconds) {
    return handle
        .createQuery(
            """
            select count(*) from automation_firings
            where automation = :automation and state not in ('LOOPED', 'LIMITED')
              and fired_at > clock_timestamp() - make_interval(secs => :seconds)
            """)
        .bind("automation", automation)
        .bind("seconds", seconds)
        .mapTo(Integer.class)
        .one();
  }

  /** Notes what a rule did. */
  static void add(
      Handle handle, UUID id, String automation, Event event, List<String> chain, Outcome outcome) {
    var waiting = outcome.state() == Outcome.State.WAITING;
    handle
        .createUpdate(
            """
            insert into automation_firings (id, automation, event_source, event_id, event_type,
              event_time, chain, state, detail, run_id, call, measurement, due, ended_at)
            values (:id, :automation, :source, :event, :type, :time, :chain, :state, :detail, :run::uuid,
              :call, :measurement, case when :calling then clock_timestamp() end,
              case when not :waiting then clock_timestamp() end)
            """)
        .bind("id", id)
        .bind("automation", automation)
        .bind("source", event.source())
        .bind("event", event.id())
        .bind("type", event.type())
        .bind("time", event.time())
        .bind("chain", chain.toArray(String[]::new))
        .bind("state", outcome.state().name())
        .bind("detail", Texts.storable(outcome.detail()))
        .bind("run", outcome.run())
        .bind("call", Jsonb.of(outcome.call()))
        .bind("measurement", Jsonb.of(outcome.measurement()))
        .bind("calling", outcome.call() != null)
        .bind("waiting", waiting)
        .execute();
  }

  /** A promotion that waits for a measurement. */
  record Waiting(UUID id, @Json Measurement measurement) {}

  /** Promotions that wait for a measurement, the oldest first. */
  static List<Waiting> measuring(Handle handle) {
    return handle
        .createQuery(
            """
            select id, measurement from automation_firings
            where state = 'WAITING' and measurement is not null order by fired_at
            """)
        .mapTo(Waiting.class)
        .list();
  }

  /** Notes how a promotion goes on that waited for a measurement. */
  static void goesOn(Handle handle, UUID id, Outcome outcome) {
    handle
        .createUpdate(
            """
            update automation_firings set state = :state, detail = :detail,
              measurement = :measurement,
              ended_at = case when :state <> 'WAITING' then clock_timestamp() end
            where id = :id
            """)
        .bind("id", id)
        .bind("state", outcome.state().name())
        .bind("detail", Texts.storable(outcome.detail()))
        .bind("measurement", Jsonb.of(outcome.measurement()))
        .execute();
  }

  /** The rules that led to an event; empty if none did. */
  static List<String> chain(Handle handle, List<String> causes) {
    return handle
        .createQuery(
            """
            select distinct unnest(chain) from automation_firings where id::text = any(:causes)
            union
            select distinct unnest(f.chain) from automation_firings f
            join jobs j on j.command = f.id::text where j.run_id::text = any(:causes)
            """)
        .bind("causes", causes.toArray(String[]::new))
        .mapTo(String.class)
        .list();
  }

  /** A rule's history, newest first. */
  public static Page<FiringView> list(
      Handle handle, String automation, Optional<Cursor> after, int limit) {
    var firings =
        handle
            .createQuery(
                """
                select id, automation, event_source, event_id, event_type, event_time, chain, state,
                  detail, run_id as run, attempts, due, fired_at, ended_at
                from automation_firings
                where automation = :automation
                  and (:at::timestamptz is null or (fired_at, id) < (:at::timestamptz, :id::uuid))
                order by fired_at desc, id desc limit :limit
                """)
            .bind("automation", automation)
            .bind("at", after.map(cursor -> Instant.parse(cursor.parts().get(0))).orElse(null))
            .bind("id", after.map(cursor -> UUID.fromString(cursor.parts().get(1))).orElse(null))
            .bind("limit", limit + 1)
            .mapTo(FiringView.class)
            .list();
    return Page.of(firings, limit, firing -> Cursor.of(firing.firedAt(), firing.id()));
  }
}
