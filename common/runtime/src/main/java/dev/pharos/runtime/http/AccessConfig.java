package dev.pharos.runtime.http;

import dev.pharos.runtime.config.Default;
import dev.pharos.runtime.config.Requirements;
import dev.pharos.runtime.config.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * Who may call the services of an installation.
 *
 * @param apiToken what callers must know; without one everybody on this machine may call and nobody
 *     else can
 * @param sessionTime how long a log-in of the dashboard lasts
 */
public record AccessConfig(Optional<Secret> apiToken, @Default("12h") Duration sessionTime) {

  /** Validates. */
  public AccessConfig {
    new Requirements()
        .that(sessionTime.toSeconds() > 0, "sessionTime", sessionTime, "must be at least 1s")
        .check();
  }

  /** No token: open to this machine. */
  public static AccessConfig open() {
    return new AccessConfig(Optional.empty(), Duration.ofHours(12));
  }

  /** A token that callers must know. */
  public static AccessConfig token(String token) {
    return new AccessConfig(Optional.of(Secret.of(token)), Duration.ofHours(12));
  }
}
