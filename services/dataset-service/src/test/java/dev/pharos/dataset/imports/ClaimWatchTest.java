package dev.pharos.dataset.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.dataset.imports.ClaimWatch.Open;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who has gone silent, and who only could not be heard. */
class ClaimWatchTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Open CLAIMED = new Open(UUID.randomUUID(), UUID.randomUUID(), BEGIN);

  private final ClaimWatch watch = new ClaimWatch(Duration.ofSeconds(10), Duration.ofSeconds(2));

  private List<Open> free(Open open, int second) {
    return watch.free(List.of(open), 1 + Duration.ofSeconds(second).toNanos());
  }

  /** Looks every other second. */
  private boolean isEverFree(Open open, int from, int to) {
    boolean isFree = false;
    for (int second = from; second <= to; second += 2) {
      isFree |= !free(open, second).isEmpty();
    }
    return isFree;
  }

  private static Open renewed(int second) {
    return new Open(CLAIMED.id(), CLAIMED.claim(), BEGIN.plusSeconds(second));
  }

  @Test
  void whatNobodyHasIsFreeAtOnce() {
    var waiting = new Open(UUID.randomUUID(), null, BEGIN);

    assertThat(free(waiting, 0)).containsExactly(waiting);
  }

  @Test
  void aClaimThatStandsStillForTheLeaseIsLost() {
    assertThat(isEverFree(CLAIMED, 0, 8)).isFalse();
    assertThat(free(CLAIMED, 10)).containsExactly(CLAIMED);
  }

  @Test
  void aClaimThatIsRenewedIsNotWhateverItsClockSays() {
    for (int second = 0; second < 100; second += 8) {
      assertThat(isEverFree(renewed(-second), second, second + 6)).isFalse();
    }
  }

  @Test
  void aClaimThatAnotherHasTakenOverBeginsAnew() {
    assertThat(isEverFree(CLAIMED, 0, 8)).isFalse();
    var another = new Open(CLAIMED.id(), UUID.randomUUID(), BEGIN);

    assertThat(isEverFree(another, 10, 18)).isFalse();
  }

  @Test
  void whoCouldNotLookHoldsNobodyForSilent() {
    assertThat(isEverFree(CLAIMED, 0, 8)).isFalse();
    // PostgreSQL was away: nobody could renew anything.
    assertThat(isEverFree(CLAIMED, 60, 68)).isFalse();
    assertThat(free(CLAIMED, 70)).containsExactly(CLAIMED);
  }

  @Test
  void twoImportsAreSeenApart() {
    var other = new Open(UUID.randomUUID(), UUID.randomUUID(), BEGIN);
    for (int second = 0; second < 10; second += 2) {
      var renewed = new Open(other.id(), other.claim(), BEGIN.plusSeconds(second));
      assertThat(watch.free(List.of(CLAIMED, renewed), 1 + Duration.ofSeconds(second).toNanos()))
          .isEmpty();
    }
    assertThat(watch.free(List.of(CLAIMED, other), 1 + Duration.ofSeconds(10).toNanos()))
        .containsExactly(CLAIMED);
  }
}
