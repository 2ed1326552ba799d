package dev.pharos.registry.search;

import dev.pharos.contracts.job.SweepMode;
import java.util.List;
import java.util.OptionalLong;

/**
 * A sweep as it is known.
 *
 * @param metric what is compared, for messages
 * @param mode which values are better
 * @param rungs when trials are compared; none for grid and random
 * @param concurrent how many trials may be active
 * @param maxEpochs epochs of all trials together after which none begins or goes on
 * @param paused whether nothing may begin, go on or end
 * @param trials by number
 */
public record Situation(
    String metric,
    SweepMode mode,
    Rungs rungs,
    int concurrent,
    OptionalLong maxEpochs,
    boolean paused,
    List<Trial> trials) {
  public Situation {
    trials = List.copyOf(trials);
  }
}
