package dev.pharos.registry.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Which runs wait for which. */
public final class Dependencies {
  private static final long LOCK = 0x4445_5053L; // DEPS

  private record Edge(UUID runId, UUID dependsOn) {}

  private Dependencies() {}

  /** Those that are no runs. */
  public static List<UUID> missing(Handle handle, Collection<UUID> runs) {
    if (runs.isEmpty()) {
      return List.of();
    }
    var there =
        new HashSet<>(
            handle
                .createQuery("select id from runs where id = any(:runs)")
                .bind("runs", runs.toArray(UUID[]::new))
                .mapTo(UUID.class)
                .list());
    return runs.stream().filter(run -> !there.contains(run)).distinct().toList();
  }

  /** The runs that a run waits for. */
  public static List<UUID> of(Handle handle, UUID run) {
    return handle
        .createQuery(
            "select depends_on from job_dependencies where run_id = :run order by depends_on")
        .bind("run", run)
        .mapTo(UUID.class)
        .list();
  }

  /** Makes a run wait for others and for nobody else. */
  public static void set(Handle handle, UUID run, Collection<UUID> others) {
    handle.execute("delete from job_dependencies where run_id = ?", run);
    if (!others.isEmpty()) {
      handle
          .createUpdate(
              """
              insert into job_dependencies (run_id, depends_on)
              select distinct :run, d from unnest(:others) as d
              """)
          .bind("run", run)
          .bind("others", others.toArray(UUID[]::new))
          .execute();
    }
  }

  /**
   * The way from a run back to itself, if it waited for these; empty if there is none. Lets nobody
   * else change dependencies until the transaction ends: two changes that are sound each by itself
   * can make a circle together.
   */
  public static Optional<List<UUID>> circle(Handle handle, UUID run, Collection<UUID> others) {
    handle.select("select pg_advisory_xact_lock(?)", LOCK).mapToMap().one();
    if (others.contains(run)) {
      return Optional.of(List.of(run, run));
    }
    var edges =
        handle
            .createQuery(
                """
                with recursive before (run_id, depends_on) as (
                  select run_id, depends_on from job_dependencies where run_id = any(:others)
                  union
                  select d.run_id, d.depends_on
                  from job_dependencies d join before b on d.run_id = b.depends_on)
                select run_id, depends_on from before
                """)
            .bind("others", others.toArray(UUID[]::new))
            .mapTo(Edge.class)
            .list();
    return way(edges, run, others);
  }

  /** Backwards from the run, along those that wait for it. */
  private static Optional<List<UUID>> way(List<Edge> edges, UUID run, Collection<UUID> others) {
    var way = new ArrayList<UUID>(List.of(run));
    var at = run;
    while (true) {
      var target = at;
      var before = edges.stream().filter(edge -> edge.dependsOn().equals(target)).findFirst();
      if (before.isEmpty()) {
        return Optional.empty();
      }
      at = before.get().runId();
      way.add(0, at);
      if (others.contains(at)) {
        way.add(0, run);
        return Optional.of(way);
      }
    }
  }
}
