package dev.pharos.registry.search;

import dev.pharos.contracts.job.RunState;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A trial as it is known.
 *
 * @param number its number, from 1
 * @param state where it stands
 * @param run the state of its run; null before it has begun
 * @param value newest value of the metric; empty if there is none
 * @param epochs how many epochs it has begun
 * @param rungs its value at each rung it was compared at, by the rung's index from 0; NaN is worst
 * @param measured its value at rungs that it has reached and was not compared at
 * @param promoted rungs out of which it was let go on
 */
public record Trial(
    int number,
    TrialState state,
    RunState run,
    OptionalDouble value,
    long epochs,
    Map<Integer, Double> rungs,
    Map<Integer, Double> measured,
    Set<Integer> promoted) {
  public Trial {
    rungs = Map.copyOf(rungs);
    measured = Map.copyOf(measured);
    promoted = Set.copyOf(promoted);
  }

  /** Whether its run is over, whatever the sweep thinks of it. */
  boolean runEnded() {
    return run != null && run.ended();
  }
}
