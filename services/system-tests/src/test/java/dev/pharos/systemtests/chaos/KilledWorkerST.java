package dev.pharos.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pharos.contracts.job.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that dies or is suspended costs a run some seconds, and nothing else. */
final class KilledWorkerST extends OnCluster {
  private static final Duration NEXT_ATTEMPT = Duration.ofSeconds(15);

  private Runs runs;
  private Undisturbed undisturbed;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    cluster = Cluster.start(folder, "one", "two");
    runs = Runs.longer(cluster).withDataset();
    undisturbed = new Undisturbed(cluster, runs);
  }

  @Test
  void killedInTheMiddleOfAnEpoch() throws Exception {
    var run = runs.submit();
    var before = runs.awaitMiddleOfAnEpoch(run);
    var worker = runs.worker(run, 1);

    cluster.worker(worker).kill();
    var killed = System.nanoTime();
    awaitSecondAttempt(run);
    var pause = Duration.ofNanos(System.nanoTime() - killed);
    cluster.worker(worker).restart();
    undisturbed.assertSame(run);

    assertThat(pause).isLessThan(NEXT_ATTEMPT);
    assertThat(runs.worker(run, 2)).isNotEqualTo(worker);
    // It may have come further before it died than was heard of it until then.
    assertThat(runs.fromStep(run, 2)).isPositive().isLessThan(before.progress().steps());
    Account.tell(
        "kill -9 of a worker after step %d: the next attempt trains after %.1f s, from step %d;"
            + " %,d points and the network are those of the undisturbed run",
        before.progress().step(),
        pause.toMillis() / 1e3,
        runs.fromStep(run, 2),
        undisturbed.points());
    cluster.awaitWorker(worker);
  }

  @Test
  void suspendedForLongerThanItsLease() throws Exception {
    var run = runs.submit();
    runs.awaitMiddleOfAnEpoch(run);
    var worker = runs.worker(run, 1);

    cluster.worker(worker).pause();
    try {
      awaitSecondAttempt(run);
      undisturbed.assertSame(run);
    } finally {
      cluster.worker(worker).goOn();
    }
    // It goes on training, says so, and hears that nobody wants it.
    cluster.awaitWorker(worker);
    runs.await(run, "the worker is free", each -> free(worker));
    undisturbed.assertSame(run);

    assertThat(runs.get(run).attempt()).isEqualTo(2);
    Account.tell(
        "kill -STOP of a worker past its lease: another ends the run; what it says when it goes on"
            + " changes nothing of %,d points",
        undisturbed.points());
  }

  private boolean free(String name) {
    for (var worker : cluster.client().get("/v1/workers").body().path("items")) {
      if (worker.path("name").asText().equals(name)
          && worker.path("state").asText().equals("READY")) {
        return worker.path("active").isEmpty();
      }
    }
    return false;
  }

  private void awaitSecondAttempt(UUID run) {
    runs.await(
        run,
        "the second attempt trains",
        each -> (each.attempt() == 2 && each.state() == RunState.RUNNING) || each.state().ended());
  }
}
