package dev.pharos.registry.runs;

import dev.pharos.contracts.job.AttemptSucceeded;
import dev.pharos.registry.metrics.MetricStore;
import dev.pharos.runtime.database.Jsonb;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What a run leaves behind. */
final class RunResults {
  /** The version of a registered model that a run became. */
  record RegisteredAs(String model, int version) {}

  private RunResults() {}

  /** Keeps the model, the final metrics and the confusion matrix. */
  static void keep(Handle handle, AttemptSucceeded word) {
    long step = MetricStore.keepFinal(handle, word);
    RunArtifacts.keep(handle, word.run(), RunArtifacts.MODEL, word.attempt(), step, word.model());
    handle
        .createUpdate(
            """
            insert into evaluations (run_id, classes, confusion)
            values (:run, :classes, :confusion)
            on conflict (run_id) do update set classes = excluded.classes,
              confusion = excluded.confusion
            """)
        .bind("run", word.run())
        .bind("classes", Jsonb.of(word.classes()))
        .bind("confusion", Jsonb.of(word.confusion()))
        .execute();
  }

  /** The newest value of each metric. */
  static Map<String, Double> metrics(Handle handle, UUID run) {
    var metrics = new TreeMap<String, Double>();
    handle
        .createQuery("select name, value from latest_metrics where run_id = :run")
        .bind("run", run)
        .map((row, context) -> metrics.put(row.getString("name"), row.getDouble("value")))
        .forEach(previous -> {});
    return metrics;
  }

  /** What the run was registered as; empty if it was not. */
  static Optional<RegisteredAs> registeredAs(Handle handle, UUID run) {
    return handle
        .createQuery(
            """
            select model, version from model_versions where run_id = :run
            order by created_at limit 1
            """)
        .bind("run", run)
        .mapTo(RegisteredAs.class)
        .findOne();
  }
}
