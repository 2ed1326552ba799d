package dev.pharos.registry.search;

import dev.pharos.contracts.job.SweepMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which trial is the best. */
public final class Best {
  private Best() {}

  /**
   * Of those that were trained to the end the best; while there is none, of those that were not,
   * and have not failed and were not cancelled. Of equals the earlier. Empty if none has a value.
   */
  public static Optional<Trial> of(List<Trial> trials, SweepMode mode) {
    Comparator<Trial> value =
        mode == SweepMode.MIN
            ? Comparator.comparingDouble(Best::value)
            : Comparator.comparingDouble(trial -> -value(trial));
    return trials.stream()
        .filter(trial -> !Double.isNaN(value(trial)))
        .filter(
            trial -> trial.state() != TrialState.FAILED && trial.state() != TrialState.CANCELLED)
        .min(
            Comparator.<Trial, Boolean>comparing(trial -> trial.state() != TrialState.SUCCEEDED)
                .thenComparing(value)
                .thenComparingInt(Trial::number));
  }

  private static double value(Trial trial) {
    return trial.value().orElse(Double.NaN);
  }
}
