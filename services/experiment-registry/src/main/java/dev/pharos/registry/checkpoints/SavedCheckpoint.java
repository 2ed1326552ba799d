package dev.pharos.registry.checkpoints;

import dev.pharos.runtime.database.Json;
import java.util.Map;
import java.util.Optional;

/**
 * A checkpoint that a run has left.
 *
 * @param step steps done
 * @param attempt the attempt that wrote it
 * @param digest names its bytes
 * @param metrics what was measured of it; null where nobody said
 * @param best digest of the checkpoint that is needed besides it
 */
public record SavedCheckpoint(
    long step,
    int attempt,
    String digest,
    @Json Map<String, Double> metrics,
    Optional<String> best) {

  /** What a metric was; NaN where it was not measured. */
  double value(String metric) {
    return metrics == null ? Double.NaN : metrics.getOrDefault(metric, Double.NaN);
  }
}
