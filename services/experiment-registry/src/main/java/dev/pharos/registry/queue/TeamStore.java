package dev.pharos.registry.queue;

import dev.pharos.registry.placement.Team;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/** The teams, with what they may have. */
public final class TeamStore {
  /**
   * A team.
   *
   * @param name its name
   * @param share its part of what is there, in proportion to the others' shares; above 0
   * @param maxDevices slots that its runs may hold at once; null for no limit
   * @param maxQueued runs of it that may wait at once; null for no limit
   * @param devices slots that its runs hold
   * @param queued runs of it that wait
   */
  public record TeamView(
      String name, double share, Integer maxDevices, Integer maxQueued, int devices, int queued) {}

  private TeamStore() {}

  static List<Team> shares(Handle handle) {
    return handle
        .createQuery("select name, share, max_devices from teams order by name")
        .map(
            (row, context) ->
                new Team(
                    row.getString("name"),
                    row.getDouble("share"),
                    row.getObject("max_devices") == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(row.getInt("max_devices"))))
        .list();
  }

  /** Every team, by name. */
  public static List<TeamView> list(Handle handle) {
    return handle
        .createQuery(
            """
            select t.name, t.share, t.max_devices, t.max_queued,
              coalesce((select sum(j.devices) from runs r join jobs j on j.run_id = r.id
                where r.team = t.name and r.state in ('ASSIGNED', 'RUNNING')), 0)::int as devices,
              (select count(*) from runs r where r.team = t.name and r.state = 'QUEUED')::int
                as queued
            from teams t order by t.name
            """)
        .mapTo(TeamView.class)
        .list();
  }

  /** A team; empty if there is none of that name. */
  public static Optional<TeamView> find(Handle handle, String name) {
    return list(handle).stream().filter(team -> team.name().equals(name)).findFirst();
  }

  /**
   * Makes or changes a team.
   *
   * @return whether it is new
   */
  public static boolean put(
      Handle handle, String name, double share, Integer maxDevices, Integer maxQueued) {
    return handle
        .createQuery(
            """
            insert into teams (name, share, max_devices, max_queued)
            values (:name, :share, :maxDevices, :maxQueued)
            on conflict (name) do update set share = excluded.share,
              max_devices = excluded.max_devices, max_queued = excluded.max_queued
            returning xmax = 0
            """)
        .bind("name", name)
        .bind("share", share)
        .bind("maxDevices", maxDevices)
        .bind("maxQueued", maxQueued)
        .mapTo(Boolean.class)
        .one();
  }

  /** Removes a team; its runs stay. */
  public static boolean remove(Handle handle, String name) {
    return handle.execute("delete from teams where name = ?", name) > 0;
  }

  /** Whether runs of the team have not ended. */
  public static boolean busy(Handle handle, String name) {
    return handle
        .createQuery(
            """
            select exists (select from runs where team = :name
              and state in ('QUEUED', 'ASSIGNED', 'RUNNING', 'PAUSED'))
            """)
        .bind("name", name)
        .mapTo(Boolean.class)
        .one();
  }
}
