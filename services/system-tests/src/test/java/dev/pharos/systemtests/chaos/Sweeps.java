package dev.pharos.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sweeps in a cluster whose trials come to the same each time. */
final class Sweeps {
  static final int TRIALS = 4;
  private static final int EPOCHS = 4;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Cluster cluster;

  Sweeps(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Submits a grid of learning rates, one trial after the other. */
  String submit() {
    var pattern = "INPUT(28x28x1) -> CONV(5x5,6) -> RELU -> POOL(2x2/2) -> FC(classes)";
    var job =
        Map.of(
            "network", Map.of("name", "pattern", "settings", Map.of("pattern", pattern)),
            "dataset", Map.of("name", Runs.DATASET),
            "training", Map.of("epochs", EPOCHS, "batchSize", 16));
    var rates = List.of(0.001, 0.004, 0.016, 0.064);
    var sweep =
        Map.of(
            "job",
            job,
            "method",
            "grid",
            "parameters",
            Map.of("training.learningRate", Map.of("values", rates)),
            "concurrentTrials",
            1);
    return cluster.client().post("/v1/sweeps", sweep).body().path("id").asText();
  }

  /** Waits until some trials have ended and some have not begun. */
  void awaitMiddle(String sweep) {
    await("the middle of sweep " + sweep)
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> ended(sweep) >= 1 && training(sweep));
  }

  /** Trials that have ended. */
  long ended(String sweep) {
    return runs(sweep, "r.ended_at is not null");
  }

  private boolean training(String sweep) {
    return runs(sweep, "r.state = 'RUNNING'") > 0;
  }

  private long runs(String sweep, String condition) {
    return cluster
        .books()
        .number(
            "select count(*) from runs r join tags t on t.run_id = r.id where t.key = 'pharos.sweep'"
                + " and t.value = '%s' and %s".formatted(sweep, condition));
  }

  /** Waits for the sweep's end, sees that it is in order, and tells the curves of each trial. */
  List<Map<String, List<Books.Point>>> awaitCurves(String sweep) {
    await("the end of sweep " + sweep)
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> get(sweep, "").hasNonNull("endedAt"));
    assertThat(get(sweep, "").path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(runs(sweep, "true")).as("runs of the sweep").isEqualTo(TRIALS);
    var curves = new ArrayList<Map<String, List<Books.Point>>>();
    for (var trial : get(sweep, "/trials").path("items")) {
      assertThat(trial.path("state").asText()).as(trial.toString()).isEqualTo("SUCCEEDED");
      curves.add(curves(UUID.fromString(trial.path("run").asText())));
    }
    assertThat(curves).hasSize(TRIALS);
    return curves;
  }

  /** The points of a run, once those that travel behind its end are there. */
  private Map<String, List<Books.Point>> curves(UUID run) {
    var detail = cluster.client().get("/v1/runs/" + run).body();
    assertThat(detail.path("attempts")).as("attempts of run %s", run).hasSize(1);
    var steps = detail.path("progress").path("steps").asInt();
    return await("all points of run " + run)
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> cluster.books().curves(run),
            found -> found.getOrDefault("train/loss", List.of()).size() == steps);
  }

  private JsonNode get(String sweep, String more) {
    return cluster.client().get("/v1/sweeps/" + sweep + more).body();
  }
}
