package dev.pharos.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pharos.contracts.job.RunState;
import dev.pharos.platform.client.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;

/** What a run comes to when nobody disturbs it, to hold against those that were disturbed. */
final class Undisturbed {
  private static final int TRIES = 3;

  private final Cluster cluster;
  private final Runs runs;
  private final Map<String, List<Books.Point>> curves;
  private final byte[] parameters;

  /** Trains one; again where a busy machine has disturbed it by itself. */
  Undisturbed(Cluster cluster, Runs runs) {
    this.cluster = cluster;
    this.runs = runs;
    var run = runs.submit();
    for (int tries = 1; runs.awaitEnd(run).attempt() > 1 && tries < TRIES; tries++) {
      run = runs.submit();
    }
    var ended = runs.get(run);
    assertThat(ended.state()).as(ended.reason()).isEqualTo(RunState.SUCCEEDED);
    assertThat(ended.attempt()).isOne();
    this.curves = soon().until(() -> cluster.books().curves(ended.id()), all -> whole(all, ended));
    this.parameters = runs.parameters(ended.id());
  }

  private static boolean whole(Map<String, List<Books.Point>> curves, Run ended) {
    return curves.containsKey("test/loss")
        && curves.get("train/loss").size() == ended.progress().steps();
  }

  /** Points of a run, of all metrics. */
  int points() {
    return curves.values().stream().mapToInt(List::size).sum();
  }

  /** A run that was disturbed is to end with the same points and the same network, bit for bit. */
  void assertSame(UUID run) throws IOException {
    var ended = runs.awaitEnd(run);
    assertThat(ended.state()).as(ended.reason()).isEqualTo(RunState.SUCCEEDED);
    soon().untilAsserted(() -> assertThat(cluster.books().curves(run)).isEqualTo(curves));
    assertThat(runs.parameters(run)).as("parameters").isEqualTo(parameters);
    Order.assertNothingLeft(cluster);
  }

  /** A run can have ended before its last points were heard: they travel by another topic. */
  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(30));
  }
}
