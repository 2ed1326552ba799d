package dev.pharos.registry.runs;

import dev.pharos.registry.checkpoints.CheckpointPolicy;
import dev.pharos.registry.checkpoints.CheckpointPolicy.Reason;
import dev.pharos.registry.checkpoints.SavedCheckpoint;
import dev.pharos.registry.runs.RunArtifacts.Stored;
import dev.pharos.runtime.database.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The checkpoints that a run has kept, for people. */
public final class CheckpointQueries {

  /**
   * The checkpoints of a run.
   *
   * @param metric by which the best is told
   * @param items newest first
   */
  public record Checkpoints(String metric, List<Checkpoint> items) {}

  /**
   * A checkpoint.
   *
   * @param step steps done
   * @param epoch epochs done; null where nobody said
   * @param attempt the attempt that wrote it
   * @param metrics what was measured of it
   * @param kept why it is kept: newest, last, best, spread, needed; nothing where the worker of the
   *     run does not say what it measures, so that all are
   */
  public record Checkpoint(
      long step,
      Integer epoch,
      int attempt,
      String digest,
      long size,
      Map<String, Double> metrics,
      List<String> kept,
      Instant createdAt) {}

  private record Row(
      long step,
      Integer epoch,
      int attempt,
      String digest,
      long size,
      @Json Map<String, Double> metrics,
      Optional<String> best,
      Instant createdAt) {
    SavedCheckpoint saved() {
      return new SavedCheckpoint(step, attempt, digest, metrics, best);
    }

    Checkpoint view(Set<Reason> reasons) {
      var kept = reasons.stream().map(reason -> reason.name().toLowerCase(Locale.ROOT)).toList();
      var measured = metrics == null ? Map.<String, Double>of() : metrics;
      return new Checkpoint(step, epoch, attempt, digest, size, measured, kept, createdAt);
    }
  }

  private CheckpointQueries() {}

  /** The checkpoints of a run that exists. */
  public static Checkpoints list(Handle handle, UUID run) {
    var keep = RunStore.job(handle, run).spec().training().keepCheckpoints();
    var rows =
        handle
            .createQuery(
                """
                select step, epoch, attempt, digest, size, metrics, best, created_at
                from run_checkpoints where run_id = :run order by attempt desc, step desc
                """)
            .bind("run", run)
            .mapTo(Row.class)
            .list();
    var kept = new CheckpointPolicy(keep).kept(rows.stream().map(Row::saved).toList());
    return new Checkpoints(
        keep.best(),
        rows.stream().map(row -> row.view(kept.getOrDefault(row.saved(), Set.of()))).toList());
  }

  /** The checkpoint of a step; empty if it is not kept. */
  public static Optional<Stored> find(Handle handle, UUID run, long step) {
    return handle
        .createQuery(
            "select step, digest, size from run_checkpoints where run_id = :run and step = :step")
        .bind("run", run)
        .bind("step", step)
        .mapTo(Stored.class)
        .findOne();
  }
}
