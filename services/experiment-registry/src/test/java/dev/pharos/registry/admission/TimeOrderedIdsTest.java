package dev.pharos.registry.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {
  @Test
  void idsCarryTheirTimeAndSortByIt() {
    var early = idAt(Instant.parse("2026-11-21T10:00:00.123Z"));
    var late = idAt(Instant.parse("2026-11-21T10:00:00.124Z"));
    assertThat(early.version()).isEqualTo(7);
    assertThat(early.variant()).isEqualTo(2);
    assertThat(early.getMostSignificantBits() >>> 16)
        .isEqualTo(Instant.parse("2026-11-21T10:00:00.123Z").toEpochMilli());
    assertThat(early.toString()).isLessThan(late.toString());
  }

  private static java.util.UUID idAt(Instant time) {
    return new TimeOrderedIds(Clock.fixed(time, ZoneOffset.UTC)).next();
  }
}
