package dev.pharos.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.runtime.config.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SessionCookieTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final SessionCookie cookies = at("token", NOW);

  @Test
  void isValidUntilItExpiresForEverybodyWhoKnowsTheToken() {
    var value = cookies.issue(HOUR);
    assertThat(cookies.isValid(value)).isTrue();
    assertThat(at("token", NOW.plus(HOUR).minusSeconds(1)).isValid(value)).isTrue();
    assertThat(at("token", NOW.plus(HOUR)).isValid(value)).isFalse();
  }

  @Test
  void aNewTokenEndsAllSessions() {
    assertThat(at("other", NOW).isValid(cookies.issue(HOUR))).isFalse();
  }

  @Test
  void cannotBeProlongedOrMadeUp() {
    var parts = cookies.issue(HOUR).split("\\.", -1);
    var later = Long.toString(Long.parseLong(parts[1]) + 9_999);
    assertThat(cookies.isValid("v1." + later + "." + parts[2] + "." + parts[3])).isFalse();
    for (var nonsense :
        new String[] {"", "v1", "v1...", "v1.1.1.1", "v1.x.y.z", "a.b.c.d.e", "v2." + later}) {
      assertThat(cookies.isValid(nonsense)).as(nonsense).isFalse();
    }
  }

  @Test
  void doesNotContainTheToken() {
    assertThat(at("correct-horse", NOW).issue(HOUR)).doesNotContain("correct");
    assertThat(cookies.issue(HOUR)).isNotEqualTo(cookies.issue(HOUR));
  }

  private static SessionCookie at(String token, Instant now) {
    return new SessionCookie(Secret.of(token), Clock.fixed(now, ZoneOffset.UTC));
  }
}
