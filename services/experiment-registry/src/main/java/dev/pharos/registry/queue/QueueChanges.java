package dev.pharos.registry.queue;

import dev.pharos.contracts.job.Otherwise;
import dev.pharos.contracts.job.RunState;
import dev.pharos.registry.notices.Notices;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Changes where runs stand in the queue. Everything happens in the caller's transaction. */
public final class QueueChanges {
  /** Where a run is moved to. */
  public enum To {
    /** Before all others. */
    FIRST,
    /** Behind all others. */
    LAST,
    /** Right before another run. */
    BEFORE,
    /** Right behind another run. */
    AFTER
  }

  private record Spot(int priority, BigDecimal place) {}

  private QueueChanges() {}

  /** Gives a run another priority, which counts from now on, also where it runs already. */
  public static void prioritise(Handle handle, UUID run, int priority) {
    handle
        .createUpdate(
            """
            update jobs set priority = :priority,
              spec = jsonb_set(spec, '{priority}', to_jsonb(cast(:priority as int)))
            where run_id = :run
            """)
        .bind("run", run)
        .bind("priority", priority)
        .execute();
    changed(handle, run);
  }

  /**
   * Moves a run, which takes the priority of where it goes.
   *
   * @param other the run that it goes before or behind; for the others it does not matter
   */
  public static void move(Handle handle, UUID run, To to, Optional<UUID> other) {
    var spot =
        switch (to) {
          case FIRST -> end(handle, run, "min", "- 1");
          case LAST -> end(handle, run, "max", "+ 1");
          case BEFORE -> beside(handle, run, other.orElseThrow(), "<", "max", "- 1");
          case AFTER -> beside(handle, run, other.orElseThrow(), ">", "min", "+ 1");
        };
    handle.execute("update jobs set place = ? where run_id = ?", spot.place(), run);
    prioritise(handle, run, spot.priority());
  }

  /** Before the first or behind the last of the most or least urgent. */
  private static Spot end(Handle handle, UUID run, String end, String step) {
    return handle
        .createQuery(
            """
            select j.priority, <end>(j.place) <step> as place
            from jobs j join runs r on r.id = j.run_id and r.state = 'QUEUED'
            where j.priority = (select <end>(o.priority)
              from jobs o join runs w on w.id = o.run_id and w.state = 'QUEUED')
            group by j.priority
            """)
        .define("end", end)
        .define("step", step)
        .map((row, context) -> new Spot(row.getInt("priority"), row.getBigDecimal("place")))
        .findOne()
        .orElseGet(() -> spot(handle, run));
  }

  /** Halfway between a run and its neighbour on that side. */
  private static Spot beside(
      Handle handle, UUID run, UUID other, String side, String nearest, String step) {
    var beside = spot(handle, other);
    var place =
        handle
            .createQuery(
                """
                select (coalesce(<nearest>(j.place), cast(:place as numeric) <step>) + :place) / 2
                from jobs j join runs r on r.id = j.run_id and r.state = 'QUEUED'
                where j.priority = :priority and j.place <side> :place and r.id <> :run
                """)
            .define("nearest", nearest)
            .define("side", side)
            .define("step", step)
            .bind("place", beside.place())
            .bind("priority", beside.priority())
            .bind("run", run)
            .mapTo(BigDecimal.class)
            .one();
    return new Spot(beside.priority(), place);
  }

  private static Spot spot(Handle handle, UUID run) {
    return handle
        .createQuery("select priority, place from jobs where run_id = :run")
        .bind("run", run)
        .map((row, context) -> new Spot(row.getInt("priority"), row.getBigDecimal("place")))
        .one();
  }

  /** Lets a run wait for other things than before. */
  public static void waitFor(
      Handle handle, UUID run, Instant time, Collection<UUID> runs, Otherwise otherwise) {
    handle
        .createUpdate(
            "update jobs set start_after = :time, otherwise = :otherwise where run_id = :run")
        .bind("run", run)
        .bind("time", time)
        .bind("otherwise", otherwise.name())
        .execute();
    Dependencies.set(handle, run, runs);
    changed(handle, run);
  }

  private static void changed(Handle handle, UUID run) {
    Notices.run(handle, run);
    Notices.schedule(handle);
  }

  /**
   * Locks a run until the transaction ends, so that nobody gives it to a worker meanwhile.
   *
   * @return its state; empty if there is no such run
   */
  public static Optional<RunState> lock(Handle handle, UUID run) {
    return handle
        .createQuery("select state from runs where id = :run for update")
        .bind("run", run)
        .mapTo(RunState.class)
        .findOne();
  }

  /** Waiting runs, of one team or of all. */
  public static List<UUID> waiting(Handle handle, Optional<String> team) {
    return handle
        .createQuery(
            """
            select id from runs where state = 'QUEUED'
              and (cast(:team as text) is null or team = :team)
            order by id
            """)
        .bind("team", team)
        .mapTo(UUID.class)
        .list();
  }
}
