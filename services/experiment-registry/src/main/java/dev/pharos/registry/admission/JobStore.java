package dev.pharos.registry.admission;

import dev.pharos.contracts.job.JobSpec;
import dev.pharos.runtime.database.Json;
import dev.pharos.runtime.database.Jsonb;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Writes accepted jobs as runs. */
final class JobStore {
  /** What a command made when it came before. */
  record Known(UUID runId, @Json JobSpec spec) {
    /** Whether it is this job; the version that an alias led to was added when it was accepted. */
    boolean was(JobSpec asked) {
      var start = asked.startFrom();
      var settled = spec.startFrom();
      if (start != null && settled != null && start.version() == null) {
        return spec.equals(asked.withStartFrom(start.at(settled.version())));
      }
      return spec.equals(asked);
    }
  }

  private JobStore() {}

  /** Lets nobody else take a command of this id until the transaction ends. */
  static void lockCommand(Handle handle, String command) {
    handle
        .select("select pg_advisory_xact_lock(hashtextextended(?, 0))", "command " + command)
        .mapToMap()
        .one();
  }

  /** What the command made when it came before; empty if it never did. */
  static Optional<Known> find(Handle handle, String command) {
    return handle
        .createQuery("select run_id, spec from jobs where command = :command")
        .bind("command", command)
        .mapTo(Known.class)
        .findOne();
  }

  static void insertRun(Handle handle, UUID run, JobSpec job, int datasetVersion) {
    handle
        .createUpdate(
            "insert into experiments (name) values (:name) on conflict (team, name) do nothing")
        .bind("name", job.experiment())
        .execute();
    handle
        .createUpdate(
            """
            insert into runs
              (id, team, experiment_id, name, state, network, dataset, dataset_version)
            select :id, :team, e.id, :name, 'QUEUED', :network, :dataset, :version
            from experiments e where e.team = 'default' and e.name = :experiment
            """)
        .bind("id", run)
        .bind("team", job.team())
        .bind("experiment", job.experiment())
        .bind("name", job.name())
        .bind("network", job.network().name())
        .bind("dataset", job.dataset().name())
        .bind("version", datasetVersion)
        .execute();
  }

  /**
   * @param memoryBytes memory that training it takes
   */
  static void insertJob(
      Handle handle, UUID run, String command, JobSpec job, long memoryBytes, String submittedBy) {
    handle
        .createUpdate(
            """
            insert into jobs
              (run_id, command, spec, priority, max_attempts, register, memory_bytes, submitted_by,
              device, devices, labels, preemptible, start_after, otherwise)
            values (:run, :command, :spec, :priority, :maxAttempts, :register, :memoryBytes,
              :submittedBy, :device, :devices, :labels, :preemptible, :startAfter, :otherwise)
            """)
        .bind("run", run)
        .bind("command", command)
        .bind("spec", Jsonb.of(job))
        .bind("priority", job.priority())
        .bind("maxAttempts", job.maxAttempts())
        .bind("register", job.register())
        .bind("memoryBytes", memoryBytes)
        .bind("submittedBy", submittedBy)
        .bind("device", job.device().name().toLowerCase(Locale.ROOT))
        .bind("devices", job.needs().devices())
        .bind("labels", Jsonb.of(job.needs().labels()))
        .bind("preemptible", job.preemptible())
        .bind("startAfter", job.waitFor().time())
        .bind("otherwise", job.waitFor().otherwise().name())
        .execute();
  }

  static void insertParams(Handle handle, UUID run, Map<String, String> params) {
    insertPairs(handle, "params", run, params);
  }

  static void insertTags(Handle handle, UUID run, Map<String, String> tags) {
    insertPairs(handle, "tags", run, tags);
  }

  private static void insertPairs(
      Handle handle, String table, UUID run, Map<String, String> pairs) {
    handle
        .createUpdate(
            """
            insert into <table> (run_id, key, value)
            select :run, p.key, p.value from unnest(:keys, :values) as p (key, value)
            """)
        .define("table", table)
        .bind("run", run)
        .bind("keys", pairs.keySet().toArray(String[]::new))
        .bind("values", pairs.values().toArray(String[]::new))
        .execute();
  }
}
