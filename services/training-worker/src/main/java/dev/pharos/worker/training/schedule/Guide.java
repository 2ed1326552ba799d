package dev.pharos.worker.training.schedule;

import dev.pharos.contracts.job.EarlyStopping;
import dev.pharos.contracts.job.Schedule;
import dev.pharos.contracts.job.Training;
import java.util.Optional;

/** Draws conclusions from validation errors (top 1), epoch by epoch. */
public final class Guide {
  private final Optional<Schedule.Plateau> plateau;
  private final Optional<EarlyStopping> stopping;

  public Guide(Training training) {
    this.plateau =
        training.schedule() instanceof Schedule.Plateau schedule
            ? Optional.of(schedule)
            : Optional.empty();
    this.stopping = Optional.ofNullable(training.earlyStopping());
  }

  /** Whether it cannot do without validation images. */
  public boolean needsValidation() {
    return plateau.isPresent() || stopping.isPresent();
  }

  /**
   * What an epoch's validation error adds.
   *
   * @param epochs whole epochs done
   */
  public Guidance after(Guidance before, double error, int epochs) {
    var lowered = plateau.map(schedule -> lowered(schedule, before, error, epochs)).orElse(before);
    var seen =
        stopping
            .map(rule -> before.stopping().with(error, epochs, rule.minimumDelta()))
            .orElse(before.stopping());
    return new Guidance(lowered.plateau(), lowered.drops(), seen);
  }

  private static Guidance lowered(
      Schedule.Plateau schedule, Guidance before, double error, int epochs) {
    var seen = before.plateau().with(error, epochs, 0);
    return seen.waited() >= schedule.patience() && before.drops() < schedule.most()
        ? new Guidance(seen.waitingAgain(), before.drops() + 1, before.stopping())
        : new Guidance(seen, before.drops(), before.stopping());
  }

  /** Whether training is to end before its last epoch. */
  public boolean endsEarly(Guidance now) {
    return stopping.isPresent() && now.stopping().waited() >= stopping.get().patience();
  }

  /** Whether what was measured after that many epochs is the best so far, and is to be kept. */
  public boolean isBest(Guidance now, int epochs) {
    return stopping.isPresent()
        && now.stopping().error() != null
        && now.stopping().epoch() == epochs;
  }
}
