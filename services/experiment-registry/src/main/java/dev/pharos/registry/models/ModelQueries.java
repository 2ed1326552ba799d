package dev.pharos.registry.models;

import dev.pharos.contracts.job.DatasetChoice;
import dev.pharos.registry.paging.Cursor;
import dev.pharos.registry.paging.Page;
import dev.pharos.runtime.database.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reads models for people. */
public final class ModelQueries {
  private record ModelRow(String name, Instant createdAt, @Json Map<String, Integer> aliases) {}

  private record VersionRow(
      String model,
      int version,
      UUID run,
      Instant createdAt,
      String digest,
      long size,
      String network,
      String dataset,
      int datasetVersion,
      @Json Map<String, Double> metrics) {
    ModelView.Version view() {
      return new ModelView.Version(
          version,
          run,
          createdAt,
          digest,
          size,
          network,
          new DatasetChoice(dataset, datasetVersion),
          metrics);
    }
  }

  private ModelQueries() {}

  /** Models by name, those after the cursor. */
  public static Page<ModelView> list(Handle handle, Optional<Cursor> after, int limit) {
    var names =
        handle
            .createQuery(
                """
                select name from registered_models where name > :after order by name limit :limit
                """)
            .bind("after", after.map(cursor -> cursor.parts().get(0)).orElse(""))
            .bind("limit", limit + 1)
            .mapTo(String.class)
            .list();
    return Page.of(read(handle, names), limit, model -> Cursor.of(model.name()));
  }

  /** A model; empty if there is none of that name. */
  public static Optional<ModelView> find(Handle handle, String name) {
    return read(handle, List.of(name)).stream().findFirst();
  }

  private static List<ModelView> read(Handle handle, List<String> names) {
    var wanted = names.toArray(String[]::new);
    var versions = new LinkedHashMap<String, List<ModelView.Version>>();
    handle
        .createQuery(
            """
            select v.model, v.version, v.run_id as run, v.created_at, v.digest, v.size, r.network,
              r.dataset, r.dataset_version,
              coalesce((select jsonb_object_agg(m.name, m.value)
                from latest_metrics m where m.run_id = v.run_id), '{}') as metrics
            from model_versions v join runs r on r.id = v.run_id
            where v.model = any(:names)
            order by v.model, v.version desc
            """)
        .bind("names", wanted)
        .mapTo(VersionRow.class)
        .forEach(
            row ->
                versions.computeIfAbsent(row.model(), model -> new ArrayList<>()).add(row.view()));
    return handle
        .createQuery(
            """
            select m.name, m.created_at, coalesce((select jsonb_object_agg(a.alias, a.version)
              from model_aliases a where a.model = m.name), '{}') as aliases
            from registered_models m
            where m.name = any(:names)
            order by m.name
            """)
        .bind("names", wanted)
        .mapTo(ModelRow.class)
        .map(
            row ->
                new ModelView(
                    row.name(),
                    row.createdAt(),
                    row.aliases(),
                    versions.getOrDefault(row.name(), List.of())))
        .list();
  }
}
