package dev.pharos.registry.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.RunState;
import dev.pharos.registry.lifecycle.RunEvent;
import dev.pharos.registry.lifecycle.RunEvent.AttemptLost;
import dev.pharos.registry.lifecycle.RunEvent.OfferUnanswered;
import dev.pharos.registry.lifecycle.RunEvent.StopOverdue;
import dev.pharos.registry.scheduling.HeldAttempt.Presence;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private static final Duration NONE = Duration.ZERO;
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Watchdog WATCHDOG =
      new Watchdog(
          new Patience(
              Duration.ofSeconds(1),
              Duration.ofSeconds(5),
              Duration.ofSeconds(5),
              Duration.ofSeconds(3),
              3,
              Duration.ofSeconds(30),
              Duration.ofSeconds(5),
              Duration.ofSeconds(1),
              Duration.ofMinutes(1)));

  @Test
  void anAttemptThatItsWorkerNamesIsLeftAlone() {
    assertThat(judge(held(RunState.RUNNING, Presence.READY, true, LONG), NONE)).isEmpty();
    assertThat(judge(held(RunState.ASSIGNED, Presence.DRAINING, true, LONG), NONE)).isEmpty();
  }

  @Test
  void aLostWorkerLosesItsAttempt() {
    assertThat(judge(held(RunState.RUNNING, Presence.LOST, true, LONG), NONE))
        .contains(new AttemptLost(2, "worker w fell silent", false));
  }

  @Test
  void aWorkerThatShutDownLosesWhatItDidNotGiveBack() {
    var gone = held(RunState.RUNNING, Presence.GONE, false, LONG);
    assertThat(judge(silent(gone, Duration.ofSeconds(4)), NONE)).isEmpty();
    assertThat(judge(silent(gone, Duration.ofSeconds(6)), NONE))
        .contains(new AttemptLost(2, "worker w shut down", true));
  }

  @Test
  void anOfferThatIsNotTakenIsNoticed() {
    var offered = held(RunState.ASSIGNED, Presence.READY, false, Duration.ofSeconds(2));
    assertThat(judge(offered, LONG)).isEmpty();
    assertThat(judge(held(RunState.ASSIGNED, Presence.READY, false, Duration.ofSeconds(4)), NONE))
        .contains(new OfferUnanswered(2));
  }

  @Test
  void anAttemptThatItsWorkerForgotIsLost() {
    var forgotten = held(RunState.RUNNING, Presence.READY, false, LONG);
    assertThat(judge(forgotten, Duration.ofSeconds(4))).isEmpty();
    assertThat(judge(forgotten, Duration.ofSeconds(6)))
        .contains(new AttemptLost(2, "worker w does not know of it any more", false));
  }

  @Test
  void aStopThatTakesTooLongIsForced() {
    var held = held(RunState.RUNNING, Presence.READY, true, LONG);
    assertThat(judge(stopping(held, Duration.ofSeconds(29)), NONE)).isEmpty();
    assertThat(judge(stopping(held, Duration.ofSeconds(31)), NONE)).contains(new StopOverdue(2));
  }

  private static Optional<RunEvent> judge(HeldAttempt held, Duration missing) {
    return WATCHDOG.judge(held, missing);
  }

  private static HeldAttempt held(
      RunState state, Presence presence, boolean listed, Duration offeredFor) {
    return new HeldAttempt(
        new UUID(1, 1), 2, state, "w", presence, NONE, listed, offeredFor, Optional.empty());
  }

  private static HeldAttempt silent(HeldAttempt held, Duration time) {
    return new HeldAttempt(
        held.run(),
        held.attempt(),
        held.state(),
        held.worker(),
        held.presence(),
        time,
        held.listed(),
        held.offeredFor(),
        held.stoppingFor());
  }

  private static HeldAttempt stopping(HeldAttempt held, Duration time) {
    return new HeldAttempt(
        held.run(),
        held.attempt(),
        held.state(),
        held.worker(),
        held.presence(),
        held.silentFor(),
        held.listed(),
        held.offeredFor(),
        Optional.of(time));
  }
}
