package dev.pharos.registry.automation;

import dev.pharos.contracts.automation.AutomationRule;
import dev.pharos.registry.sql.Texts;
import dev.pharos.runtime.database.Json;
import dev.pharos.runtime.database.Jsonb;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rules. */
public final class RuleStore {
  private static final String VIEWS =
      """
      select a.name, a.rule, a.created_by, a.created_at, a.updated_at, a.last_error,
        a.last_error_at, coalesce(f.firings, 0) as firings, f.last_fired_at
      from automations a
      left join lateral (
        select count(*) filter (where fired_at > now() - interval '1 day')::int as firings,
          max(fired_at) as last_fired_at
        from automation_firings where automation = a.name and state not in ('LOOPED', 'LIMITED')
      ) f on true
      """;

  /** A rule and what it is called. */
  record Named(String name, @Json AutomationRule rule) {}

  private RuleStore() {}

  /** Makes or changes a rule, which looks at what comes from now on; false if it was there. */
  public static boolean put(Handle handle, String name, AutomationRule rule, String by) {
    return handle
        .createQuery(
            """
            insert into automations as a (name, rule, event_type, enabled, since, created_by)
            values (:name, :rule, :type, :enabled,
              coalesce((select max(sequence) from automation_events), 0), :by)
            on conflict (name) do update set rule = :rule, event_type = :type, enabled = :enabled,
              since = excluded.since, updated_at = now(), last_error = null, last_error_at = null
            returning (xmax = 0)
            """)
        .bind("name", name)
        .bind("rule", Jsonb.of(rule))
        .bind("type", rule.on().type())
        .bind("enabled", rule.enabled())
        .bind("by", by)
        .mapTo(Boolean.class)
        .one();
  }

  /** Removes a rule and its history; false if there was none. */
  public static boolean remove(Handle handle, String name) {
    return handle.execute("delete from automations where name = ?", name) > 0;
  }

  /** Every rule by name. */
  public static List<AutomationView> list(Handle handle) {
    return handle.createQuery(VIEWS + "order by a.name").mapTo(AutomationView.class).list();
  }

  /** A rule; empty if there is none of that name. */
  public static Optional<AutomationView> find(Handle handle, String name) {
    return handle
        .createQuery(VIEWS + "where a.name = :name")
        .bind("name", name)
        .mapTo(AutomationView.class)
        .findOne();
  }

  /** Rules that listen to an event, by name; they stay as they are until the transaction ends. */
  static List<Named> listeningTo(Handle handle, Event event) {
    return handle
        .createQuery(
            """
            select name, rule from automations
            where enabled and event_type = :type and since < :sequence
              and coalesce(rule #>> '{on,source}', :source) = :source
            order by name for update
            """)
        .bind("type", event.type())
        .bind("sequence", event.sequence())
        .bind("source", event.source())
        .mapTo(Named.class)
        .list();
  }

  /** Notes why a condition had no value. */
  static void failed(Handle handle, String name, String error) {
    handle.execute(
        "update automations set last_error = ?, last_error_at = now() where name = ?",
        Texts.storable(error),
        name);
  }
}
