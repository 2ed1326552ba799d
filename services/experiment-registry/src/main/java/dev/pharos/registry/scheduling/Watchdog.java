package dev.pharos.registry.scheduling;

import dev.pharos.contracts.job.RunState;
import dev.pharos.registry.lifecycle.RunEvent;
import dev.pharos.registry.lifecycle.RunEvent.AttemptLost;
import dev.pharos.registry.lifecycle.RunEvent.OfferUnanswered;
import dev.pharos.registry.lifecycle.RunEvent.StopOverdue;
import dev.pharos.registry.scheduling.HeldAttempt.Presence;
import java.time.Duration;
import java.util.Optional;

/** Judges from outside how an attempt fares, as a pure function. */
final class Watchdog {
  private final Patience patience;

  Watchdog(Patience patience) {
    this.patience = patience;
  }

  /**
   * What has happened to an attempt without a word from its worker; empty if nothing has.
   *
   * @param missingFor since when the live worker's heartbeats have not named it; zero if they do
   */
  Optional<RunEvent> judge(HeldAttempt held, Duration missingFor) {
    if (held.presence() == Presence.LOST) {
      return lost(held, "worker %s fell silent".formatted(held.worker()), false);
    }
    if (held.presence() == Presence.GONE) {
      // Its last word on the attempt travels on another topic than its last heartbeat.
      return exceeds(held.silentFor(), patience.settleTime())
          ? lost(held, "worker %s shut down".formatted(held.worker()), true)
          : Optional.empty();
    }
    if (held.stoppingFor().filter(time -> exceeds(time, patience.stopTime())).isPresent()) {
      return Optional.of(new StopOverdue(held.attempt()));
    }
    if (held.listed()) {
      return Optional.empty();
    }
    if (held.state() == RunState.ASSIGNED) {
      return exceeds(held.offeredFor(), patience.offerTime())
          ? Optional.of(new OfferUnanswered(held.attempt()))
          : Optional.empty();
    }
    return exceeds(missingFor, patience.settleTime())
        ? lost(held, "worker %s does not know of it any more".formatted(held.worker()), false)
        : Optional.empty();
  }

  private static Optional<RunEvent> lost(HeldAttempt held, String reason, boolean orderly) {
    return Optional.of(new AttemptLost(held.attempt(), reason, orderly));
  }

  private static boolean exceeds(Duration time, Duration limit) {
    return time.compareTo(limit) > 0;
  }
}
