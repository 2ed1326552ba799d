package dev.pharos.registry.runs;

import dev.pharos.registry.paging.Cursor;
import dev.pharos.registry.paging.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads experiments, which collect runs. */
public final class Experiments {
  /**
   * An experiment.
   *
   * @param runs how many runs it has
   */
  public record ExperimentView(String name, long runs, Instant createdAt) {}

  private Experiments() {}

  /** Experiments by name, those after the cursor. */
  public static Page<ExperimentView> list(Handle handle, Optional<Cursor> after, int limit) {
    var experiments =
        read(handle, after.map(cursor -> cursor.parts().get(0)).orElse(""), limit + 1);
    return Page.of(experiments, limit, experiment -> Cursor.of(experiment.name()));
  }

  private static List<ExperimentView> read(Handle handle, String after, int limit) {
    return handle
        .createQuery(
            """
            select e.name, count(r.id) as runs, e.created_at
            from experiments e left join runs r on r.experiment_id = e.id
            where e.name > :after
            group by e.id order by e.name limit :limit
            """)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(ExperimentView.class)
        .list();
  }
}
