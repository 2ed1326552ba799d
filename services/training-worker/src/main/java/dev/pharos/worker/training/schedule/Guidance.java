package dev.pharos.worker.training.schedule;

/**
 * What the validation errors so far mean for what comes: part of a checkpoint.
 *
 * @param plateau what the plateau schedule has seen
 * @param drops how often it has lowered the learning rate
 * @param stopping what early stopping has seen
 */
public record Guidance(BestError plateau, int drops, BestError stopping) {
  /** Before the first epoch. */
  public static Guidance none() {
    return new Guidance(BestError.none(), 0, BestError.none());
  }
}
