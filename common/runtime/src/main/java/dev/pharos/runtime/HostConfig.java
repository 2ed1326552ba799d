package dev.pharos.runtime;

import dev.pharos.runtime.config.Default;
import dev.pharos.runtime.config.Requirements;
import dev.pharos.runtime.config.Secret;
import dev.pharos.runtime.http.AccessConfig;
import dev.pharos.runtime.http.HttpConfig;
import dev.pharos.runtime.telemetry.LogConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of a process, whichever services it runs.
 *
 * @param apiToken what callers must know, see {@link AccessConfig}
 * @param sessionTime how long a log-in of the dashboard lasts
 * @param admin where health and metrics are served
 * @param log how the process logs
 * @param shutdownTime how long the services have to finish when the process ends
 */
record HostConfig(
    Optional<Secret> apiToken,
    @Default("12h") Duration sessionTime,
    HttpConfig admin,
    LogConfig log,
    @Default("20s") Duration shutdownTime) {

  HostConfig {
    new Requirements()
        .that(shutdownTime.toMillis() > 0, "shutdownTime", shutdownTime, "must be at least 1ms")
        .check();
  }

  AccessConfig access() {
    return new AccessConfig(apiToken, sessionTime);
  }
}
