package dev.pharos.registry.metrics;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table {@code metric_series}: the short keys of metrics. */
final class SeriesTable {
  /** A metric of a run. */
  record Name(UUID run, String name) {}

  private record Row(long id, UUID runId, String name) {}

  private SeriesTable() {}

  /** The keys of metrics, which are made where there are none. */
  static Map<Name, Long> keys(Handle handle, Collection<Name> names) {
    var keys = new HashMap<Name, Long>();
    var runs = names.stream().map(Name::run).distinct().toArray(UUID[]::new);
    handle
        .createQuery("select id, run_id, name from metric_series where run_id = any(:runs)")
        .bind("runs", runs)
        .mapTo(Row.class)
        .forEach(row -> keys.put(new Name(row.runId(), row.name()), row.id()));
    var missing = names.stream().filter(name -> !keys.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      create(handle, missing).forEach(row -> keys.put(new Name(row.runId(), row.name()), row.id()));
    }
    return keys;
  }

  private static List<Row> create(Handle handle, List<Name> names) {
    return handle
        .createQuery(
            """
            insert into metric_series (run_id, name) select * from unnest(:runs, :names)
            returning id, run_id, name
            """)
        .bind("runs", names.stream().map(Name::run).toArray(UUID[]::new))
        .bind("names", names.stream().map(Name::name).toArray(String[]::new))
        .mapTo(Row.class)
        .list();
  }
}
