package dev.pharos.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL answers late for a while: what is consumed lags, and nothing else happens. */
@Chaos
final class SlowDatabaseST extends OnCluster {
  private static final Duration DELAY = Duration.ofMillis(250);
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int WORKERS = 30;
  private static final int MESSAGES = 200;
  private static final int POINTS = 50;

  /** The queue of a service's pool for PostgreSQL, by default. */
  private static final int QUEUE = 256;

  private static final double HEAP = 512L << 20;

  private final HttpClient http = HttpClient.newHttpClient();
  private Runs runs;
  private Undisturbed undisturbed;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    cluster = Cluster.start(ClusterPlan.in(folder).withSlowLink(), "one", "two");
    runs = Runs.longer(cluster).withDataset();
    undisturbed = new Undisturbed(cluster, runs);
  }

  /** The most that was seen while it was slow. */
  private static final class Peak {
    private double lag;
    private double queued;
    private double waiting;
    private double heap;
    private int answers;
    private int refusals;
    private double slowest;
  }

  @Test
  void consumptionLagsAndNothingElseHappens() throws Exception {
    var before = Holdings.of(cluster);
    var points = (long) WORKERS * MESSAGES * POINTS;
    var all = List.of(runs.submit(), runs.submit());
    for (var run : all) {
      runs.awaitMiddleOfAnEpoch(run);
    }
    var peak = new Peak();
    try (var crowd = new CrowdRuns(cluster, WORKERS)) {
      cluster.link().delay(DELAY);
      var began = System.nanoTime();
      crowd.report(MESSAGES, POINTS);
      await()
          .atMost(TIME.multipliedBy(3))
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                look(peak);
                return System.nanoTime() - began >= TIME.toNanos();
              });
      var stored = crowd.points();
      cluster.link().delay(Duration.ZERO);
      var healed = System.nanoTime();

      assertThat(peak.lag).as("messages behind").isPositive();
      await().atMost(LIMIT).until(() -> crowd.points() >= points);
      var caughtUp = (System.nanoTime() - healed) / 1e9;
      assertThat(crowd.points()).isEqualTo(points);
      assertThat(lost()).as("workers that were taken for dead").isZero();
      crowd.end();
      for (var run : all) {
        await().atMost(LIMIT).until(() -> runs.get(run).state().ended());
      }
      await().atMost(LIMIT).until(() -> cluster.books().underWay() == 0);
      for (var run : all) {
        undisturbed.assertSame(run);
        assertThat(attempts(run)).as("attempts").isOne();
      }
      assertThat(cluster.client().get("/v1/runs").status()).isEqualTo(200);
      Account.tell(
          "each answer of PostgreSQL comes %d ms later for %d s: at most %,.0f messages behind with"
              + " %,d of %,d points stored, caught up %.1f s after; queued for PostgreSQL at most"
              + " %.0f, waiting in workers at most %.0f, heap of the registry at most %.0f MiB;"
              + " %d answers over HTTP in at most %.1f s and %d refusals; no worker was lost",
          2 * DELAY.toMillis(),
          TIME.toSeconds(),
          peak.lag,
          stored,
          points,
          caughtUp,
          peak.queued,
          peak.waiting,
          peak.heap / (1 << 20),
          peak.answers,
          peak.slowest,
          peak.refusals);
    }
    before.assertAsBefore(cluster, "a slow PostgreSQL");
  }

  private void look(Peak peak) throws Exception {
    var registry = cluster.service("experiment-registry");
    assertThat(registry.isLive()).isTrue();
    peak.lag = Math.max(peak.lag, registry.metric("pharos_messages_lag", "reader=\"group\""));
    peak.queued = Math.max(peak.queued, registry.metric("pharos_pool_queued", ""));
    assertThat(peak.queued).as("queued for PostgreSQL").isLessThanOrEqualTo(QUEUE);
    peak.heap = Math.max(peak.heap, registry.metric("jvm_memory_used_bytes", "area=\"heap\""));
    assertThat(peak.heap).isLessThan(HEAP);
    for (var worker : List.of("one", "two")) {
      peak.waiting =
          Math.max(
              peak.waiting, cluster.worker(worker).metric("pharos_worker_reports_waiting", ""));
    }
    ask(peak);
    assertThat(lost()).as("workers that were taken for dead").isZero();
  }

  private void ask(Peak peak) throws Exception {
    var asked = System.nanoTime();
    var request = HttpRequest.newBuilder(cluster.client().server().resolve("/v1/runs")).build();
    var status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    peak.slowest = Math.max(peak.slowest, (System.nanoTime() - asked) / 1e9);
    assertThat(status).isIn(200, 503);
    if (status == 200) {
      peak.answers++;
    } else {
      peak.refusals++;
    }
  }

  private long lost() {
    return cluster.books().number("select count(*) from workers where state = 'LOST'");
  }

  private int attempts(UUID run) {
    return runs.get(run).attempt();
  }
}
