package dev.pharos.registry.runs;

import dev.pharos.contracts.job.KeepCheckpoints;
import dev.pharos.registry.checkpoints.CheckpointPolicy;
import dev.pharos.registry.checkpoints.SavedCheckpoint;
import dev.pharos.registry.lifecycle.RunEffect.KeepCheckpoint;
import dev.pharos.runtime.database.Jsonb;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints of runs, as many as are to be kept. Who writes them has the run locked. */
final class RunCheckpoints {
  private static final Logger log = LoggerFactory.getLogger(RunCheckpoints.class);

  private record Newest(int attempt, long step, String digest) {
    /** Whether a word tells of another one, made later. */
    boolean before(KeepCheckpoint word) {
      if (word.attempt() == attempt) {
        return word.step() > step;
      }
      // Who gives back what it has not begun names what it was given, perhaps as of step 0.
      boolean isSame = word.checkpoint().digest().equals(digest) && word.step() <= step;
      return word.attempt() > attempt && !isSame;
    }
  }

  private RunCheckpoints() {}

  /**
   * Keeps a checkpoint, which the next attempt resumes from, and forgets those that are not to be
   * kept beside it. What was said before changes nothing.
   *
   * @param keep what the job wants
   */
  static void keep(Handle handle, UUID run, KeepCheckpoint word, KeepCheckpoints keep) {
    if (newest(handle, run).map(newest -> newest.before(word)).orElse(true)) {
      RunArtifacts.keep(
          handle, run, RunArtifacts.CHECKPOINT, word.attempt(), word.step(), word.checkpoint());
      insert(handle, run, word);
      // A worker that does not say what it measured may need one that nobody here knows of.
      if (word.metrics() != null) {
        forget(handle, run, new CheckpointPolicy(keep).surplus(all(handle, run)));
      }
    }
  }

  private static Optional<Newest> newest(Handle handle, UUID run) {
    return handle
        .createQuery(
            """
            select attempt, step, digest from run_artifacts
            where run_id = :run and name = 'checkpoint'
            """)
        .bind("run", run)
        .mapTo(Newest.class)
        .findOne();
  }

  private static void insert(Handle handle, UUID run, KeepCheckpoint word) {
    handle
        .createUpdate(
            """
            insert into run_checkpoints (run_id, step, attempt, digest, size, metrics, best)
            values (:run, :step, :attempt, :digest, :size, :metrics, :best)
            on conflict (run_id, step) do update set attempt = excluded.attempt,
              digest = excluded.digest, size = excluded.size, created_at = excluded.created_at,
              metrics = excluded.metrics, best = excluded.best
            """)
        .bind("run", run)
        .bind("step", word.step())
        .bind("attempt", word.attempt())
        .bind("digest", word.checkpoint().digest())
        .bind("size", word.checkpoint().size())
        .bind("metrics", Jsonb.of(word.metrics()))
        .bind("best", word.best() == null ? null : word.best().digest())
        .execute();
  }

  private static List<SavedCheckpoint> all(Handle handle, UUID run) {
    return handle
        .createQuery(
            "select step, attempt, digest, metrics, best from run_checkpoints where run_id = :run")
        .bind("run", run)
        .mapTo(SavedCheckpoint.class)
        .list();
  }

  private static void forget(Handle handle, UUID run, List<SavedCheckpoint> surplus) {
    if (!surplus.isEmpty()) {
      var steps = surplus.stream().map(SavedCheckpoint::step).toArray(Long[]::new);
      handle
          .createUpdate("delete from run_checkpoints where run_id = :run and step = any(:steps)")
          .bind("run", run)
          .bind("steps", steps)
          .execute();
      log.debug("run {}: the checkpoints of steps {} are kept no longer", run, steps);
    }
  }
}
