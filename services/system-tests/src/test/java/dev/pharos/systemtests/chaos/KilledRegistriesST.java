package dev.pharos.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pharos.contracts.job.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two registries, of which one schedules, die in the middle of sweeps. */
@Chaos
final class KilledRegistriesST extends OnCluster {
  /** What a reader of the documentation is promised. */
  private static final Duration TAKE_OVER = Duration.ofSeconds(10);

  private static final Duration AWAY = Duration.ofSeconds(8);
  private static final Pattern HOLDER = Pattern.compile("registry-(\\d+)-.*");

  private Runs runs;
  private Sweeps sweeps;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    cluster = Cluster.start(ClusterPlan.in(folder).withRegistries(2), "one", "two");
    runs = new Runs(cluster).withDataset();
    sweeps = new Sweeps(cluster);
  }

  @Test
  void anotherRegistrySchedulesSoonAndTheSweepGoesOn() throws Exception {
    var before = Holdings.of(cluster);
    var sweep = sweeps.submit();
    sweeps.awaitMiddle(sweep);
    var leader = leader();
    var pid = leader.pid();

    leader.kill();
    var killed = System.nanoTime();
    var run = runs.submit();
    runs.await(run, "another gives it to a worker", each -> each.state() != RunState.QUEUED);
    var takeOver = Duration.ofNanos(System.nanoTime() - killed);
    assertThat(takeOver).isLessThan(TAKE_OVER);
    assertThat(holder()).isNotEqualTo(pid);
    sweeps.awaitCurves(sweep);
    assertThat(runs.awaitEnd(run).state()).isEqualTo(RunState.SUCCEEDED);
    Order.assertNothingLeft(cluster);
    leader.restart();
    cluster.awaitRegistry();

    Account.tell(
        "kill -9 of the registry that schedules, in a sweep: the other has given a new run to a"
            + " worker after %.1f s; each of %d trials is trained once",
        takeOver.toMillis() / 1e3, Sweeps.TRIALS);
    before.assertAsBefore(cluster, "a killed registry");
  }

  @Test
  void withoutAnyRegistryTrialsGoOnAndNoneIsDoubled() throws Exception {
    var undisturbed = sweeps.awaitCurves(sweeps.submit());
    var before = Holdings.of(cluster);
    var sweep = sweeps.submit();
    sweeps.awaitMiddle(sweep);
    var all = List.copyOf(cluster.registries());
    all.forEach(ServiceProcess::kill);
    var died = System.nanoTime();
    await()
        .pollDelay(AWAY)
        .atMost(AWAY.plusSeconds(10))
        .until(() -> System.nanoTime() - died >= AWAY.toNanos());
    all.forEach(ServiceProcess::restart);
    cluster.awaitRegistry();

    assertThat(sweeps.awaitCurves(sweep)).isEqualTo(undisturbed);
    Order.assertNothingLeft(cluster);
    Account.tell(
        "kill -9 of both registries in a sweep, for %d s: each of %d trials is trained once, with"
            + " the points of an undisturbed sweep",
        AWAY.toSeconds(), Sweeps.TRIALS);
    before.assertAsBefore(cluster, "killed registries");
  }

  private ServiceProcess leader() {
    return cluster.registries().stream()
        .filter(registry -> registry.pid() == holder())
        .findFirst()
        .orElseThrow();
  }

  /** The process that renewed the lease last. */
  private long holder() {
    var found = new ArrayList<String>();
    cluster.books().query("select holder from scheduler_leader", row -> found.add((String) row[0]));
    var matcher = HOLDER.matcher(found.get(0));
    assertThat(matcher.matches()).as(found.get(0)).isTrue();
    return Long.parseLong(matcher.group(1));
  }
}
