package dev.pharos.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/**
 * What a platform has taken that it might not give back, and how much its services have said.
 *
 * @param threads of all services
 * @param connections of all services to PostgreSQL
 * @param traces stack traces in their logs
 * @param lines of their logs
 */
record Holdings(int threads, long connections, int traces, long lines) {
  /** Pools breathe a little; what leaks at each outage grows by more. */
  private static final int MORE_THREADS = 30;

  private static final int MORE_CONNECTIONS = 10;

  /** Something that surprises may be told with its trace, once for each of a few reasons. */
  private static final int MORE_TRACES = 5;

  private static final int MORE_LINES = 400;

  static Holdings of(Cluster cluster) {
    var services = cluster.services();
    return new Holdings(
        services.stream().mapToInt(ServiceProcess::threads).sum(),
        cluster.books().connections(),
        services.stream().mapToInt(ServiceProcess::traces).sum(),
        services.stream().mapToLong(service -> service.log().lines().count()).sum());
  }

  /** Nothing is leaked, and nobody has shouted. */
  void assertAsBefore(Cluster cluster, String what) {
    await(what + ": threads and connections as before")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              var now = of(cluster);
              assertThat(now.threads()).as("threads").isLessThanOrEqualTo(threads + MORE_THREADS);
              assertThat(now.connections())
                  .as("connections")
                  .isLessThanOrEqualTo(connections + MORE_CONNECTIONS);
            });
    var now = of(cluster);
    assertThat(now.traces()).as("stack traces").isLessThanOrEqualTo(traces + MORE_TRACES);
    assertThat(now.lines()).as("log lines").isLessThanOrEqualTo(lines + MORE_LINES);
    Account.tell(
        "  threads %d -> %d, connections %d -> %d, %d stack traces and %d lines in the logs",
        threads,
        now.threads(),
        connections,
        now.connections(),
        now.traces() - traces,
        now.lines() - lines);
  }
}
