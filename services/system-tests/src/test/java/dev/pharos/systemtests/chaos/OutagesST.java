package dev.pharos.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pharos.contracts.job.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While runs report: the registry, the broker or PostgreSQL is gone for a while. */
@Chaos
final class OutagesST extends OnCluster {
  /** Longer than any lease, shorter than anybody's patience. */
  private static final Duration OUTAGE = Duration.ofSeconds(12);

  private Runs runs;
  private Undisturbed undisturbed;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    cluster = Cluster.start(folder, "one", "two");
    runs = Runs.longer(cluster).withDataset();
    undisturbed = new Undisturbed(cluster, runs);
  }

  private interface Outage {
    void begin() throws Exception;
  }

  @Test
  void theRegistryIsKilled() throws Exception {
    var registry = cluster.service("experiment-registry");
    through(
        "kill -9 of the registry",
        registry::kill,
        () -> {
          registry.restart();
          cluster.awaitRegistry();
        });
  }

  @Test
  void theBrokerIsAway() throws Exception {
    through("Kafka stopped", () -> cluster.kafka().stop(), () -> cluster.kafka().start());
  }

  @Test
  void postgresIsAway() throws Exception {
    through(
        "PostgreSQL stopped", () -> cluster.postgres().stop(), () -> cluster.postgres().start());
  }

  /** Two runs are in the middle of an epoch when it begins; both end as if it had not been. */
  private void through(String what, Outage begin, Outage end) throws Exception {
    var before = Holdings.of(cluster);
    var all = List.of(runs.submit(), runs.submit());
    for (var run : all) {
      runs.awaitMiddleOfAnEpoch(run);
    }
    begin.begin();
    var began = System.nanoTime();
    await()
        .pollDelay(OUTAGE)
        .atMost(OUTAGE.plusSeconds(10))
        .until(() -> System.nanoTime() - began >= OUTAGE.toNanos());
    end.begin();
    for (var run : all) {
      undisturbed.assertSame(run);
    }
    Account.tell(
        "%s for %d s while two runs report: both end as the undisturbed one, each of %,d points"
            + " there once; attempts %d and %d",
        what, OUTAGE.toSeconds(), undisturbed.points(), attempts(all.get(0)), attempts(all.get(1)));
    before.assertAsBefore(cluster, what);
  }

  private int attempts(UUID run) {
    assertThat(runs.get(run).state()).isEqualTo(RunState.SUCCEEDED);
    return runs.get(run).attempt();
  }
}
