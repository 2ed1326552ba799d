package dev.pharos.registry.sweeps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.job.SweepSpec;
import dev.pharos.contracts.job.SweepState;
import dev.pharos.runtime.database.Jsonb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Sweeps in PostgreSQL. */
final class SweepStore {
  private static final String SELECT =
      "select id, spec, state, reason, submitted_by, rung_times from sweeps ";

  /** What a command made when it came before. */
  record Known(UUID id, @dev.pharos.runtime.database.Json SweepSpec asked) {}

  private SweepStore() {}

  /** Lets nobody else take a command of this id until the transaction ends. */
  static void lockCommand(Handle handle, String command) {
    handle
        .select("select pg_advisory_xact_lock(hashtextextended(?, 0))", "command " + command)
        .mapToMap()
        .one();
  }

  /** What the command made when it came before; empty if it never did. */
  static Optional<Known> known(Handle handle, String command) {
    return handle
        .createQuery("select id, asked from sweeps where command = :command")
        .bind("command", command)
        .mapTo(Known.class)
        .findOne();
  }

  static void insert(
      Handle handle, UUID id, String command, SweepSpec asked, SweepDraft draft, String by) {
    handle
        .createUpdate(
            """
            insert into sweeps
              (id, command, team, name, asked, spec, state, rung_times, submitted_by)
            values (:id, :command, :team, :name, :asked, :spec, 'RUNNING', :times, :by)
            """)
        .bind("id", id)
        .bind("command", command)
        .bind("team", draft.job().team())
        .bind("name", draft.spec().name())
        .bind("asked", Jsonb.of(asked))
        .bind("spec", Jsonb.of(draft.spec()))
        .bind("times", draft.rungs().times().toArray(Long[]::new))
        .bind("by", by)
        .execute();
    var trials = draft.trials();
    handle
        .createUpdate(
            """
            insert into sweep_trials (sweep_id, number, "values")
            select :id, t.number, t.trial::jsonb from unnest(:numbers, :trials) as t (number, trial)
            """)
        .bind("id", id)
        .bind("numbers", IntStream.rangeClosed(1, trials.size()).boxed().toArray(Integer[]::new))
        .bind("trials", trials.stream().map(SweepStore::text).toArray(String[]::new))
        .execute();
  }

  private static String text(Map<String, JsonNode> values) {
    try {
      return Json.mapper().writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(values.toString(), e);
    }
  }

  /** Sweeps that have not ended, the oldest first. */
  static List<UUID> going(Handle handle) {
    return handle
        .createQuery("select id from sweeps where ended_at is null order by id")
        .mapTo(UUID.class)
        .list();
  }

  /** Locks a sweep until the transaction ends, and reads it; empty if there is none. */
  static Optional<Sweep> lock(Handle handle, UUID id) {
    return handle
        .createQuery(SELECT + "where id = :id for update")
        .bind("id", id)
        .mapTo(Sweep.class)
        .findOne();
  }

  /** The same, unless it has ended or somebody else has it locked. */
  static Optional<Sweep> lockIfFree(Handle handle, UUID id) {
    return handle
        .createQuery(SELECT + "where id = :id and ended_at is null for update skip locked")
        .bind("id", id)
        .mapTo(Sweep.class)
        .findOne();
  }

  static void state(Handle handle, UUID id, SweepState state, String reason) {
    handle
        .createUpdate(
            """
            update sweeps set state = :state, reason = :reason,
              ended_at = case when :ended then now() end
            where id = :id
            """)
        .bind("id", id)
        .bind("state", state.name())
        .bind("reason", reason)
        .bind("ended", state.ended())
        .execute();
  }

  static void result(Handle handle, UUID id, int bestTrial, String model, Integer version) {
    handle
        .createUpdate(
            """
            update sweeps set best_trial = :trial, model = :model, version = :version
            where id = :id
            """)
        .bind("id", id)
        .bind("trial", bestTrial)
        .bind("model", model)
        .bind("version", version)
        .execute();
  }
}
