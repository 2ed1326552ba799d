package dev.pharos.registry.admission;

import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.StartFrom;
import dev.pharos.runtime.database.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Reads the registered models that jobs start from. */
final class StartStore {
  private static final String CHAMPION = "champion";
  private static final int MOST_LISTED = 20;

  private record Row(int version, @Json JobSpec spec, int classes) {}

  private StartStore() {}

  /** The version that a job names, by its number, an alias or neither. */
  static StartLookup find(Handle handle, StartFrom start) {
    if (start == null) {
      return StartLookup.none();
    }
    var versions = versions(handle, start.model());
    if (versions.isEmpty()) {
      return missingModel(handle, start);
    }
    if (start.version() != null) {
      return versions.contains(start.version())
          ? found(handle, start.model(), start.version())
          : StartLookup.missing(
              "startFrom.version",
              "model '%s' has no version %d; valid: %s"
                  .formatted(start.model(), start.version(), listed(versions)));
    }
    if (start.alias() != null) {
      return alias(handle, start.model(), start.alias())
          .map(version -> found(handle, start.model(), version))
          .orElseGet(() -> missingAlias(handle, start));
    }
    int version = alias(handle, start.model(), CHAMPION).orElse(versions.get(0));
    return found(handle, start.model(), version);
  }

  private static StartLookup found(Handle handle, String model, int version) {
    var row =
        handle
            .createQuery(
                """
                select v.version, j.spec, jsonb_array_length(d.classes) as classes
                from model_versions v
                join runs r on r.id = v.run_id
                join jobs j on j.run_id = v.run_id
                join dataset_versions d
                  on d.dataset = r.dataset and d.version = r.dataset_version
                where v.model = :model and v.version = :version
                """)
            .bind("model", model)
            .bind("version", version)
            .mapTo(Row.class)
            .one();
    return StartLookup.found(
        new StartFacts(model, row.version(), row.spec().network(), row.classes()));
  }

  private static StartLookup missingModel(Handle handle, StartFrom start) {
    var models =
        handle
            .createQuery("select distinct model from model_versions order by 1")
            .mapTo(String.class)
            .list();
    return StartLookup.missing(
        "startFrom.model",
        models.isEmpty()
            ? "model '%s' does not exist; no model has been registered yet".formatted(start.model())
            : "model '%s' does not exist; valid: %s".formatted(start.model(), listed(models)));
  }

  private static StartLookup missingAlias(Handle handle, StartFrom start) {
    var aliases =
        handle
            .createQuery("select alias from model_aliases where model = ? order by 1")
            .bind(0, start.model())
            .mapTo(String.class)
            .list();
    return StartLookup.missing(
        "startFrom.alias",
        aliases.isEmpty()
            ? "model '%s' has no aliases; name a version".formatted(start.model())
            : "model '%s' has no alias '%s'; valid: %s"
                .formatted(start.model(), start.alias(), listed(aliases)));
  }

  /** Newest first. */
  private static List<Integer> versions(Handle handle, String model) {
    return handle
        .createQuery("select version from model_versions where model = ? order by 1 desc")
        .bind(0, model)
        .mapTo(Integer.class)
        .list();
  }

  private static Optional<Integer> alias(Handle handle, String model, String alias) {
    return handle
        .createQuery("select version from model_aliases where model = ? and alias = ?")
        .bind(0, model)
        .bind(1, alias)
        .mapTo(Integer.class)
        .findOne();
  }

  private static String listed(List<?> values) {
    return values.stream()
        .limit(MOST_LISTED)
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }
}
