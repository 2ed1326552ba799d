package dev.pharos.registry.runs;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.job.KeepCheckpoints;
import dev.pharos.registry.checkpoints.CheckpointPolicy;
import dev.pharos.registry.checkpoints.SavedCheckpoint;
import dev.pharos.registry.lifecycle.RunEffect.KeepCheckpoint;
import dev.pharos.runtime.database.Jsonb;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints of runs, as many as are to be kept. Who writes them has the run locked. */
final class RunCheckpoints {
  private static final Logger log = LoggerFactory.getLogger(RunCheckpoints.class);

  /** So many are named for when the newest cannot be read. */
  private static final int MOST_OLDER = 8;

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
            insert into run_checkpoints as known
              (run_id, step, epoch, attempt, digest, size, metrics, best)
            values (:run, :step, :epoch, :attempt, :digest, :size, :metrics, :best)
            on conflict (run_id, step) do update set attempt = excluded.attempt,
              digest = excluded.digest, size = excluded.size, created_at = excluded.created_at,
              epoch = coalesce(excluded.epoch, known.epoch),
              metrics = coalesce(excluded.metrics, case when known.digest = excluded.digest
                then known.metrics end),
              best = coalesce(excluded.best, case when known.digest = excluded.digest
                then known.best end)
            """)
        .bind("run", run)
        .bind("step", word.step())
        .bind("epoch", word.epoch())
        .bind("attempt", word.attempt())
        .bind("digest", word.checkpoint().digest())
        .bind("size", word.checkpoint().size())
        .bind("metrics", Jsonb.of(word.metrics()))
        .bind("best", word.best() == null ? null : word.best().digest())
        .execute();
  }

  /**
   * The kept checkpoints before the newest, the newest of them first, for when that one cannot be
   * read. One that needs another which is not kept is none of them.
   */
  static List<ArtifactRef> older(Handle handle, UUID run) {
    var refs = refs(handle, run);
    var newest = RunArtifacts.checkpoint(handle, run).map(RunArtifacts.Stored::digest);
    var older =
        new ArrayList<>(
            CheckpointPolicy.course(all(handle, run)).stream()
                .filter(one -> one.best().map(refs::containsKey).orElse(true))
                .filter(one -> !newest.equals(Optional.of(one.digest())))
                .map(one -> refs.get(one.digest()))
                .distinct()
                .toList());
    Collections.reverse(older);
    return older.stream().limit(MOST_OLDER).toList();
  }

  private static Map<String, ArtifactRef> refs(Handle handle, UUID run) {
    return handle
        .createQuery("select digest, size from run_checkpoints where run_id = :run")
        .bind("run", run)
        .mapTo(ArtifactRef.class)
        .collect(Collectors.toMap(ArtifactRef::digest, ref -> ref, (one, same) -> one));
  }

  /**
   * Applies the policy to a run that has ended and whose worker did not say what it measured of its
   * checkpoints: what the run reported at those steps is what was measured.
   */
  static void settle(Handle handle, UUID run, KeepCheckpoints keep) {
    handle
        .createUpdate(
            """
            update run_checkpoints as c set
              epoch = coalesce(c.epoch,
                (select max(m.epoch) from metrics m where m.run_id = c.run_id and m.step = c.step)),
              metrics = coalesce((select jsonb_object_agg(m.name, m.value) from metrics m
                where m.run_id = c.run_id and m.step = c.step
                  and (m.name like 'validation/%' or m.name = :best)), '{}')
            where c.run_id = :run and c.metrics is null
            """)
        .bind("run", run)
        .bind("best", keep.best())
        .execute();
    forget(handle, run, new CheckpointPolicy(keep).surplus(all(handle, run)));
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
