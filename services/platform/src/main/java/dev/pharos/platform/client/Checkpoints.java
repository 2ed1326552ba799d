package dev.pharos.platform.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The checkpoints that a run has kept.
 *
 * @param metric by which the best is told
 * @param items newest first
 */
public record Checkpoints(String metric, List<Checkpoint> items) {
  public Checkpoints {
    items = List.copyOf(items);
  }

  /**
   * A checkpoint.
   *
   * @param epoch epochs done; null where nobody said
   * @param kept why it is kept
   */
  public record Checkpoint(
      long step,
      Integer epoch,
      long size,
      Map<String, Double> metrics,
      List<String> kept,
      Instant createdAt) {}
}
