package dev.pharos.worker.training;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.run.Progress;
import java.util.Map;
import java.util.Optional;

/** Hears how a training goes, on the thread that trains. */
public interface TrainingListener {

  /**
   * Training begins.
   *
   * @param parameters trainable parameters
   * @param steps steps of the whole training
   * @param fromStep step that it resumes after; 0 at a fresh start
   */
  void started(long parameters, long steps, long fromStep);

  /**
   * Something was measured.
   *
   * @param step steps done
   * @param epoch the epoch, from 1
   */
  void metric(String name, long step, int epoch, double value);

  /** It went on. Called after every step; may block while too much is unsaid. */
  void progress(Progress progress) throws InterruptedException;

  /** A line for the run's log. */
  void info(String line);

  /** Something that a person should look at. */
  void warn(String line);

  /**
   * A checkpoint is in the artifact store.
   *
   * @param epoch whole epochs done
   * @param step steps done
   * @param metrics what was measured of the network as it is in the checkpoint
   * @param best the checkpoint that the result will be made from if no other is better; empty where
   *     that is this one, or nobody asked for it
   */
  void checkpointed(
      int epoch,
      long step,
      ArtifactRef checkpoint,
      Map<String, Double> metrics,
      Optional<ArtifactRef> best);
}
