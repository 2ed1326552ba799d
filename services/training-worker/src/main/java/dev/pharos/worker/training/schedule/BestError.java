package dev.pharos.worker.training.schedule;

/**
 * The lowest error so far.
 *
 * @param error a share from 0 to 1; null before the first was measured
 * @param epoch whole epochs done when it was measured
 * @param waited epochs measured since, none of them better
 */
public record BestError(Double error, int epoch, int waited) {
  /** Nothing was measured yet. */
  public static BestError none() {
    return new BestError(null, 0, 0);
  }

  /**
   * With one more measured.
   *
   * @param epochs whole epochs done
   * @param minimumDelta by how much it must be lower to be better
   */
  BestError with(double measured, int epochs, double minimumDelta) {
    var better = error == null || measured < error - minimumDelta;
    return better ? new BestError(measured, epochs, 0) : new BestError(error, epoch, waited + 1);
  }

  BestError waitingAgain() {
    return new BestError(error, epoch, 0);
  }
}
