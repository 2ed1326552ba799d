package dev.pharos.registry;

import static dev.pharos.registry.support.FakeWorker.CHECKPOINT;
import static dev.pharos.registry.support.FakeWorker.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.contracts.run.MetricPoint;
import dev.pharos.registry.support.Datasets;
import dev.pharos.registry.support.FakeWorker;
import dev.pharos.registry.support.TestClient;
import dev.pharos.registry.support.TestRegistry;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The life of runs, with workers that speak the contract over a real broker. */
@WithServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunsIT {
  private static final String JOB =
      """
      {"network": {"name": "lenet5"}, "dataset": {"name": "pets"}, "register": "%s"}
      """;

  private final TestServers servers;
  private final List<FakeWorker> workers = new ArrayList<>();
  private TestRegistry registry;
  private TestClient client;

  RunsIT(TestServers servers) {
    this.servers = servers;
  }

  @BeforeAll
  void start(@TempDir Path artifacts) {
    registry = TestRegistry.start(servers, artifacts);
    client = registry.client();
    Datasets.add(servers, "pets", 1);
    Datasets.add(servers, "pets", 2);
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  /** What a test has left must not keep the next one's workers busy. */
  @AfterEach
  void clearUp() {
    for (var run : client.get("/v1/runs?limit=500").json().get("items")) {
      client.post("/v1/runs/" + run.get("id").asText() + "/cancel", "{}");
    }
    workers.forEach(FakeWorker::leave);
    workers.clear();
  }

  @Test
  void aRunGoesFromSubmissionToAModelVersion() {
    var worker = worker("steady");
    var run = client.submit(JOB.formatted("steady-model"));

    var attempt = worker.begin();
    assertThat(attempt.run()).isEqualTo(run);
    assertThat(attempt.attempt()).isEqualTo(1);
    assertThat(attempt.datasetVersion()).isEqualTo(2);
    assertThat(attempt.dataset().digest()).isEqualTo("sha256:" + "a".repeat(63) + "2");
    assertThat(attempt.resumeFrom()).isNull();
    awaitState(run, "RUNNING");

    worker.metrics(run, 1, 1, 100);
    worker.log(run, 1, 1, "epoch 1");
    worker.checkpointed(attempt, 50);
    worker.succeeded(attempt, MODEL);
    awaitState(run, "SUCCEEDED");
    await().until(() -> client.run(run).at("/metrics/train~1loss").asDouble() == 0.01);

    var shown = client.run(run);
    assertThat(shown.at("/metrics/test~1top1-error").asDouble()).isEqualTo(0.05);
    assertThat(shown.at("/model/name").asText()).isEqualTo("steady-model");
    assertThat(shown.at("/model/version").asInt()).isEqualTo(1);
    assertThat(shown.at("/progress/step").asInt()).isEqualTo(100);
    assertThat(shown.at("/params/epochs").asText()).isEqualTo("10");
    assertThat(shown.at("/attempts/0/state").asText()).isEqualTo("SUCCEEDED");
    assertThat(shown.get("artifacts").findValuesAsText("name"))
        .containsExactly("checkpoint", "model");
    assertThat(shown.hasNonNull("startedAt")).isTrue();
    assertThat(shown.hasNonNull("endedAt")).isTrue();
    var evaluation = client.get("/v1/runs/" + run + "/evaluation").json();
    assertThat(evaluation.at("/confusion/0/1").asInt()).isEqualTo(1);
    var model = client.get("/v1/models/steady-model").json();
    assertThat(model.at("/versions/0/run").asText()).isEqualTo(run.toString());
    assertThat(model.at("/versions/0/metrics/test~1top1-error").asDouble()).isEqualTo(0.05);

    var ended = said("job.events", run.toString(), "dev.pharos.run.ended.v1");
    assertThat(ended.get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(ended.get("model").asText()).isEqualTo("steady-model");
    assertThat(ended.get("modelVersion").asInt()).isEqualTo(1);
    assertThat(ended.at("/metrics/test~1loss").asDouble()).isEqualTo(0.2);
    var changed = said("model.events", "steady-model", "dev.pharos.model.changed.v1");
    assertThat(changed.get("revision").asInt()).isEqualTo(1);
    assertThat(changed.at("/versions/0/artifact/digest").asText()).isEqualTo(MODEL.digest());
  }

  @Test
  void aKilledWorkersRunGoesOnElsewhereFromItsCheckpoint() {
    var doomed = worker("doomed");
    var run = client.submit(JOB.formatted("resumed"));
    var first = doomed.begin();
    doomed.metrics(run, 1, 1, 60);
    doomed.checkpointed(first, 50);
    awaitPoints(run, 60);
    await().until(() -> client.run(run).get("artifacts").size() == 1);
    var heir = worker("heir");
    doomed.fallSilent();

    var second = heir.assigned();
    assertThat(second.run()).isEqualTo(run);
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.resumeFrom()).isEqualTo(CHECKPOINT);
    var lost = client.run(run).at("/attempts/0");
    assertThat(lost.get("state").asText()).isEqualTo("LOST");
    assertThat(lost.get("reason").asText()).contains("fell silent");
    // What came after the checkpoint is void; what came before it counts, however late it comes.
    awaitPoints(run, 50);
    heir.take(second);
    // Metrics have a topic of their own and may be heard before the start: they stay.
    heir.metrics(run, 2, 51, 70);
    awaitPoints(run, 70);
    heir.started(second, 50);
    awaitState(run, "RUNNING");
    doomed.report(run, 1, List.of(point("late", 50), point("late", 51)), null);
    awaitPoints(run, 70);
    await().until(() -> series(run, "late").size() == 1);

    // A worker that was given up comes back: its words are ignored, and it is told to stop.
    doomed.recover();
    doomed.succeeded(first, MODEL);
    doomed.take(first);
    assertThat(doomed.stopping().reason()).isEqualTo(StopReason.RELEASE);
    doomed.drop(run, 1);
    assertThat(client.state(run)).isEqualTo("RUNNING");
    heir.succeeded(second, MODEL);
    awaitState(run, "SUCCEEDED");
  }

  @Test
  void anAttemptThatFailsIsTriedAgainUntilNoneIsLeft() {
    var worker = worker("clumsy");
    var run = client.submit(JOB.formatted("never"));
    for (var attempt = 1; attempt <= 3; attempt++) {
      var assigned = worker.begin();
      assertThat(assigned.attempt()).isEqualTo(attempt);
      worker.failed(assigned, "the disk is full", true);
    }
    awaitState(run, "FAILED");
    var shown = client.run(run);
    assertThat(shown.get("reason").asText())
        .isEqualTo("3 of 3 attempts failed; the last one: the disk is full");
    assertThat(shown.get("attempts").findValuesAsText("state"))
        .containsExactly("FAILED", "FAILED", "FAILED");
    assertThat(client.get("/v1/models/never").status()).isEqualTo(404);
  }

  @Test
  void aFailureThatNoRetryMendsEndsTheRun() {
    var worker = worker("honest");
    var run = client.submit(JOB.formatted("nan"));
    worker.failed(worker.begin(), "the loss became NaN\0", false);
    awaitState(run, "FAILED");
    assertThat(client.run(run).get("reason").asText()).startsWith("the loss became NaN");
  }

  @Test
  void aWorkerThatShutsDownGivesItsRunBackAndNothingIsHeldAgainstIt() {
    var tired = worker("tired");
    var run = client.submit(JOB.formatted("given-back"));
    var first = tired.begin();
    awaitState(run, "RUNNING");
    tired.stopped(first, StopReason.RELEASE, 30);
    tired.leave();
    awaitState(run, "QUEUED");
    await().until(() -> client.run(run).get("reason").asText().startsWith("waits for a worker"));

    var fresh = worker("fresh");
    var second = fresh.begin();
    assertThat(second.resumeFrom()).isEqualTo(CHECKPOINT);
    assertThat(client.run(run).at("/attempts/0/state").asText()).isEqualTo("STOPPED");
    // Gone without giving back what it held: no failure either.
    fresh.leave();
    var last = worker("last");
    assertThat(last.begin().attempt()).isEqualTo(3);
    assertThat(client.run(run).at("/attempts/1/state").asText()).isEqualTo("STOPPED");
    client.post("/v1/runs/" + run + "/cancel", "{}");
    assertThat(last.stopping().run()).isEqualTo(run);
  }

  @Test
  void anOfferThatIsNotAnsweredIsRepeatedAndThenGoesToAnother() {
    var deaf = worker("deaf");
    var run = client.submit(JOB.formatted("deaf"));
    assertThat(deaf.assigned().attempt()).isEqualTo(1);
    assertThat(deaf.assigned().attempt()).isEqualTo(1);
    var eager = worker("eager");
    assertThat(deaf.assigned().attempt()).isEqualTo(1);
    var attempt = eager.begin();
    assertThat(attempt.run()).isEqualTo(run);
    assertThat(attempt.attempt()).isEqualTo(2);
    assertThat(client.run(run).at("/attempts/0/reason").asText()).contains("told 3 times");
    eager.succeeded(attempt, MODEL);
    awaitState(run, "SUCCEEDED");
  }

  @Test
  void aWaitingRunIsCancelledAtOnce() {
    var run = client.submit(JOB.formatted("waiting"));
    var answer = client.post("/v1/runs/" + run + "/cancel", "{\"reason\": \"wrong data\"}");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().get("state").asText()).isEqualTo("CANCELLED");
    assertThat(answer.json().get("reason").asText()).isEqualTo("wrong data");
    assertThat(client.post("/v1/runs/" + run + "/cancel", "{}").status()).isEqualTo(409);
  }

  @Test
  void aTrainingRunIsCancelledByItsWorker() {
    var worker = worker("obedient");
    var run = client.submit(JOB.formatted("cancelled"));
    var attempt = worker.begin();
    awaitState(run, "RUNNING");
    var answer = client.post("/v1/runs/" + run + "/cancel", null);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().get("state").asText()).isEqualTo("RUNNING");
    assertThat(worker.stopping().reason()).isEqualTo(StopReason.CANCEL);
    worker.stopped(attempt, StopReason.CANCEL, 20);
    awaitState(run, "CANCELLED");
    assertThat(client.run(run).at("/attempts/0/state").asText()).isEqualTo("STOPPED");
  }

  @Test
  void aWorkerThatDoesNotStopLosesTheRun() {
    var stubborn = worker("stubborn");
    var run = client.submit(JOB.formatted("forced"));
    stubborn.begin();
    awaitState(run, "RUNNING");
    client.post("/v1/runs/" + run + "/cancel", "{}");
    assertThat(stubborn.stopping().reason()).isEqualTo(StopReason.CANCEL);
    awaitState(run, "CANCELLED");
    assertThat(client.run(run).at("/attempts/0/reason").asText()).contains("did not stop in time");
    // Its slot is not free before it says so, and it is told again.
    assertThat(stubborn.stopping().reason()).isEqualTo(StopReason.RELEASE);
  }

  @Test
  void aRunWhoseWorkerIsGoneIsCancelled() {
    var gone = worker("gone");
    var run = client.submit(JOB.formatted("gone"));
    gone.begin();
    awaitState(run, "RUNNING");
    gone.fallSilent();
    client.post("/v1/runs/" + run + "/cancel", "{}");
    awaitState(run, "CANCELLED");
  }

  private FakeWorker worker(String name) {
    var worker = FakeWorker.start(registry.host(), servers, name);
    workers.add(worker);
    return worker;
  }

  private void awaitState(UUID run, String state) {
    await().untilAsserted(() -> assertThat(client.state(run)).isEqualTo(state));
  }

  private void awaitPoints(UUID run, int count) {
    await().untilAsserted(() -> assertThat(series(run, "train/loss")).hasSize(count));
  }

  private JsonNode series(UUID run, String name) {
    return client.get("/v1/runs/" + run + "/metrics?name=" + name).json().at("/series/0/points");
  }

  private JsonNode said(String topic, String key, String type) {
    var record =
        servers
            .topics()
            .await(
                servers.topic(topic),
                each -> key.equals(each.key()) && type.equals(each.headers().get("ce_type")));
    return TestRegistry.parse(record.value());
  }

  private static MetricPoint point(String name, long step) {
    return new MetricPoint(name, step, 1, 0.5, Instant.now());
  }
}
