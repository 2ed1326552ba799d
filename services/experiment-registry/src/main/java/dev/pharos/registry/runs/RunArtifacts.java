package dev.pharos.registry.runs;

import dev.pharos.contracts.ArtifactRef;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What the artifact store keeps for runs: the newest checkpoint and the model. */
public final class RunArtifacts {
  static final String CHECKPOINT = "checkpoint";
  static final String MODEL = "model";

  /** Bytes in the artifact store, and the step after which they were written. */
  public record Stored(long step, String digest, long size) {
    /** The reference. */
    public ArtifactRef ref() {
      return new ArtifactRef(digest, size);
    }
  }

  private RunArtifacts() {}

  /** Keeps an artifact under a name; the one of before is forgotten. */
  static void keep(
      Handle handle, UUID run, String name, int attempt, long step, ArtifactRef artifact) {
    handle
        .createUpdate(
            """
            insert into run_artifacts (run_id, name, attempt, step, digest, size)
            values (:run, :name, :attempt, :step, :digest, :size)
            on conflict (run_id, name) do update set attempt = excluded.attempt,
              step = excluded.step, digest = excluded.digest, size = excluded.size,
              created_at = excluded.created_at
            """)
        .bind("run", run)
        .bind("name", name)
        .bind("attempt", attempt)
        .bind("step", step)
        .bind("digest", artifact.digest())
        .bind("size", artifact.size())
        .execute();
  }

  /** The artifact of that name; empty if the run has none. */
  public static Optional<Stored> find(Handle handle, UUID run, String name) {
    return handle
        .createQuery(
            "select step, digest, size from run_artifacts where run_id = :run and name = :name")
        .bind("run", run)
        .bind("name", name)
        .mapTo(Stored.class)
        .findOne();
  }

  static Optional<Stored> checkpoint(Handle handle, UUID run) {
    return find(handle, run, CHECKPOINT);
  }

  /** The model; empty before training is done. */
  public static Optional<Stored> model(Handle handle, UUID run) {
    return find(handle, run, MODEL);
  }
}
