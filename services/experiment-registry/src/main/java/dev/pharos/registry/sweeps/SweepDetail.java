package dev.pharos.registry.sweeps;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.pharos.contracts.job.SweepSpec;
import dev.pharos.registry.search.Importance;
import java.util.List;

/**
 * A sweep with everything but its trials.
 *
 * @param spec what was asked for, with every default
 * @param rungs how the trials stand on the rungs; empty for grid and random
 * @param importance how much each parameter tells about the result, the most important first; empty
 *     while too few trials have one
 */
public record SweepDetail(
    @JsonUnwrapped SweepView sweep,
    SweepSpec spec,
    List<RungView> rungs,
    List<Importance.Weight> importance) {

  /**
   * A rung.
   *
   * @param time epochs or steps after which trials are compared
   * @param trials how many were
   * @param promoted how many of them went on
   */
  public record RungView(long time, int trials, int promoted) {}
}
