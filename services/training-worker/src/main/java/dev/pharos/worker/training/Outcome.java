package dev.pharos.worker.training;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.job.StopReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a training ended. */
public sealed interface Outcome {

  /**
   * It is done and its model is in the artifact store.
   *
   * @param metrics last value of each metric, by name
   * @param step steps that the model was trained for
   * @param epoch epochs that it was trained for
   * @param model the model file
   * @param classes class names, in label order
   * @param confusion images by true class (row) and predicted class (column)
   */
  record Finished(
      Map<String, Double> metrics,
      long step,
      int epoch,
      ArtifactRef model,
      List<String> classes,
      List<List<Integer>> confusion)
      implements Outcome {}

  /**
   * It was asked to stop.
   *
   * @param step steps done
   * @param checkpoint where it can go on; empty after a cancellation
   */
  record Stopped(StopReason reason, long step, Optional<ArtifactRef> checkpoint)
      implements Outcome {}
}
