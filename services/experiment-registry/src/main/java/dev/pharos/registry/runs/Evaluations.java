package dev.pharos.registry.runs;

import dev.pharos.runtime.database.Json;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reads what the test images were taken for. */
public final class Evaluations {
  /**
   * A confusion matrix.
   *
   * @param classes class names, in label order
   * @param confusion test images by true class (row) and predicted class (column)
   */
  public record EvaluationView(@Json List<String> classes, @Json List<List<Integer>> confusion) {}

  private Evaluations() {}

  /** The evaluation of a run; empty before its training is done. */
  public static Optional<EvaluationView> find(Handle handle, UUID run) {
    return handle
        .createQuery("select classes, confusion from evaluations where run_id = :run")
        .bind("run", run)
        .mapTo(EvaluationView.class)
        .findOne();
  }
}
