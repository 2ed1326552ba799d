package dev.pharos.worker.training;

import dev.pharos.contracts.job.StopReason;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Asks a training to stop; it looks here before every step. */
public final class StopSignal {
  private final AtomicReference<StopReason> reason = new AtomicReference<>();

  /**
   * Asks for a stop. A cancellation outweighs a release: a cancelled run is not trained further.
   */
  public void request(StopReason wanted) {
    reason.updateAndGet(
        now ->
            now == StopReason.CANCEL || wanted == StopReason.CANCEL ? StopReason.CANCEL : wanted);
  }

  /** Why to stop, if somebody asked for it. */
  public Optional<StopReason> requested() {
    return Optional.ofNullable(reason.get());
  }
}
