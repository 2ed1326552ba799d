package dev.pharos.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pharos.contracts.job.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand jobs wait; a hundred workers report at once. */
@Chaos
final class CrowdST extends OnCluster {
  private static final int JOBS = 10_000;
  private static final int WORKERS = 100;
  private static final int MESSAGES = 40;
  private static final int POINTS = 50;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private Runs runs;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    cluster = Cluster.start(folder, "one");
    runs = new Runs(cluster).withDataset();
  }

  @Test
  void tenThousandJobsWait() throws Exception {
    var books = cluster.books();
    var job =
        Map.of(
            "network", Map.of("name", "lenet5"),
            "dataset", Map.of("name", Runs.DATASET),
            "device", "cuda"); // which no worker has
    var began = System.nanoTime();
    try (var crowd = new Crowd(cluster.kafka().bootstrapServers())) {
      for (int i = 0; i < JOBS; i++) {
        crowd.job("crowd-" + i, job);
      }
      for (int i = 0; i < JOBS; i += 10) {
        crowd.job("crowd-" + i, job); // again: no more runs for that
      }
      crowd.flush();
    }
    await()
        .atMost(LIMIT)
        .until(() -> books.number("select count(*) from runs where state = 'QUEUED'") == JOBS);
    var seconds = (System.nanoTime() - began) / 1e9;

    var run = runs.submit();
    var submitted = System.nanoTime();
    runs.await(run, "a job that can run starts", each -> each.state() == RunState.RUNNING);
    var start = (System.nanoTime() - submitted) / 1e9;
    assertThat(runs.awaitEnd(run).state()).isEqualTo(RunState.SUCCEEDED);

    var asked = System.nanoTime();
    var queue = cluster.client().get("/v1/queue");
    var answer = (System.nanoTime() - asked) / 1_000_000;
    assertThat(queue.body().path("items")).isNotEmpty();
    cluster.client().post("/v1/queue/cancel", Map.of("all", true));
    await().atMost(LIMIT).until(() -> books.underWay() == 0);
    assertThat(books.number("select count(*) from runs where state = 'CANCELLED'")).isEqualTo(JOBS);
    Account.tell(
        "%,d jobs wait (%,.0f commands/s through Kafka, every tenth sent twice): another job starts"
            + " after %.1f s, the queue is told in %d ms, all are cancelled at once",
        JOBS, JOBS * 1.1 / seconds, start, answer);
  }

  @Test
  void aHundredWorkersReportAtOnce() throws Exception {
    var before = Holdings.of(cluster);
    var points = (long) WORKERS * MESSAGES * POINTS;
    try (var crowd = new CrowdRuns(cluster, WORKERS)) {
      var began = System.nanoTime();
      crowd.report(MESSAGES, POINTS);
      await().atMost(LIMIT).until(() -> crowd.points() >= points);
      var seconds = (System.nanoTime() - began) / 1e9;
      assertThat(crowd.points()).isEqualTo(points);
      crowd.end();
      await().atMost(LIMIT).until(() -> cluster.books().underWay() == 0);
      Account.tell(
          "%d workers report %,d points with every fifth message sent twice, and their heartbeats:"
              + " all are there once after %.1f s (%,.0f points/s)",
          WORKERS, points, seconds, points / seconds);
    }
    assertThat(cluster.books().wrongStretches()).isZero();
    assertThat(cluster.books().lateAttempts()).isZero();
    before.assertAsBefore(cluster, "a crowd");
  }
}
