package dev.pharos.registry.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.RunState;
import dev.pharos.contracts.worker.ActiveAttempt;
import dev.pharos.registry.scheduling.HeldAttempt.Presence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HearingTest {
  private static final Duration LEASE = Duration.ofSeconds(5);

  private final Hearing hearing = new Hearing(Duration.ofSeconds(3));

  @Test
  void whoSpokeIsKnownOnceWeHaveHeardForTheWholeTime() {
    listen(100, 104);
    hearing.heard("a", List.of(), at(101));
    assertThat(hearing.speakers(LEASE, at(104))).isEmpty();
    listen(105, 106);
    assertThat(hearing.speakers(LEASE, at(106))).contains(Set.of("a"));
    assertThat(hearing.speakers(LEASE, at(107))).contains(Set.of());
  }

  @Test
  void whileTheBrokerIsAwayAndForAWhileAfterNobodyIsSilent() {
    listen(100, 110);
    hearing.unanswered();
    assertThat(hearing.speakers(LEASE, at(110))).isEmpty();
    listen(120, 124);
    assertThat(hearing.speakers(LEASE, at(124))).isEmpty();
    listen(125, 125);
    assertThat(hearing.speakers(LEASE, at(125))).isPresent();
  }

  @Test
  void afterThisProcessItselfHasStoodStillNobodyIsSilent() {
    listen(100, 110);
    assertThat(hearing.speakers(LEASE, at(114))).isEmpty();
    listen(114, 114);
    assertThat(hearing.speakers(LEASE, at(114))).isEmpty();
    listen(115, 119);
    assertThat(hearing.speakers(LEASE, at(119))).isPresent();
  }

  @Test
  void whatAWorkerNamedLastCountsThoughItIsNotStoredYet() {
    var run = UUID.randomUUID();
    hearing.heard("a", List.of(new ActiveAttempt(run, 2)), at(101));
    assertThat(hearing.named(held(run, 2, "a"))).isTrue();
    assertThat(hearing.named(held(run, 1, "a"))).isFalse();
    assertThat(hearing.named(held(run, 2, "b"))).isFalse();
    hearing.heard("a", List.of(), at(102));
    assertThat(hearing.named(held(run, 2, "a"))).isFalse();
  }

  private static HeldAttempt held(UUID run, int attempt, String worker) {
    var time = Duration.ZERO;
    return new HeldAttempt(
        run,
        attempt,
        RunState.RUNNING,
        worker,
        Presence.READY,
        time,
        false,
        time,
        Optional.empty());
  }

  private void listen(int from, int to) {
    for (var second = from; second <= to; second++) {
      hearing.answered(at(second));
    }
  }

  private static long at(int second) {
    return Duration.ofSeconds(second).toNanos();
  }
}
