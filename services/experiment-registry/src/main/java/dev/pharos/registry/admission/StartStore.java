package dev.pharos.registry.admission;

import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.StartFrom;
import dev.pharos.registry.models.VersionChoice;
import dev.pharos.runtime.database.Json;
import org.jdbi.v3.core.Handle;

/** Reads the registered models that jobs start from. */
final class StartStore {
  private record Row(@Json JobSpec spec, int classes) {}

  private StartStore() {}

  /** The version that a job names, by its number, an alias or neither. */
  static StartLookup find(Handle handle, StartFrom start) {
    if (start == null) {
      return StartLookup.none();
    }
    var chosen = new VersionChoice(handle, start.model()).find(start.version(), start.alias());
    return chosen
        .violation()
        .map(violation -> StartLookup.missing(violation.within("startFrom")))
        .orElseGet(
            () -> {
              int version = chosen.version().orElseThrow();
              return StartLookup.found(facts(handle, start.model(), version));
            });
  }

  private static StartFacts facts(Handle handle, String model, int version) {
    var row =
        handle
            .createQuery(
                """
                select j.spec, jsonb_array_length(d.classes) as classes
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
    return new StartFacts(model, version, row.spec().network(), row.classes());
  }
}
