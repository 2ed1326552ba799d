package dev.pharos.registry;

import static dev.pharos.registry.support.FakeWorker.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.registry.support.Datasets;
import dev.pharos.registry.support.FakeWorker;
import dev.pharos.registry.support.TestClient;
import dev.pharos.registry.support.TestRegistry;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who is served when, with workers that speak the contract over a real broker. */
@WithServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchedulingIT {
  /** What is missing for a second is taken for gone here. */
  private static final Duration LONGER_THAN_SETTLING = Duration.ofMillis(2_500);

  private final TestServers servers;
  private final List<FakeWorker> workers = new ArrayList<>();
  private TestRegistry registry;
  private TestClient client;

  SchedulingIT(TestServers servers) {
    this.servers = servers;
  }

  @BeforeAll
  void start(@TempDir Path artifacts) {
    registry = TestRegistry.start(servers, artifacts, Map.of("queue.undisturbed", "0s"));
    client = registry.client();
    Datasets.add(servers, "pets", 1);
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  @AfterEach
  void clearUp() {
    for (var run : client.get("/v1/runs?limit=500").json().get("items")) {
      client.post("/v1/runs/" + run.get("id").asText() + "/cancel", "{\"force\": true}");
    }
    workers.forEach(FakeWorker::leave);
    workers.clear();
  }

  @Test
  void aPausedRunGoesOnFromItsCheckpointAndNothingIsHeldAgainstIt() {
    var worker = worker("pausing", 1, Map.of());
    var run = submit("\"maxAttempts\": 1");
    var attempt = worker.begin();
    awaitState(run, "RUNNING");

    assertThat(client.post("/v1/runs/" + run + "/pause", "{\"reason\": \"lunch\"}").status())
        .isEqualTo(202);
    assertThat(worker.stopping().reason()).isEqualTo(StopReason.RELEASE);
    worker.stopped(attempt, StopReason.RELEASE, 40);
    awaitState(run, "PAUSED");
    assertThat(client.run(run).get("reason").asText()).isEqualTo("lunch");
    assertThat(client.post("/v1/runs/" + run + "/pause", "{}").status()).isEqualTo(202);

    assertThat(client.post("/v1/runs/" + run + "/resume", null).status()).isEqualTo(202);
    var next = worker.begin(40);
    assertThat(next.attempt()).isEqualTo(2);
    assertThat(next.resumeFrom()).isEqualTo(FakeWorker.CHECKPOINT);
    worker.succeeded(next, MODEL);
    awaitState(run, "SUCCEEDED");
    assertThat(client.post("/v1/runs/" + run + "/resume", null).status()).isEqualTo(409);
  }

  @Test
  void aWorkerThatDoesNotLetGoOfAPausedRunLosesIt() {
    var worker = worker("deaf", 1, Map.of());
    var run = submit("\"maxAttempts\": 1");
    worker.begin();
    awaitState(run, "RUNNING");
    client.post("/v1/runs/" + run + "/pause", "{}");
    awaitState(run, "PAUSED");
    assertThat(client.run(run).at("/attempts/0/state").asText()).isEqualTo("STOPPED");
  }

  @Test
  void anUrgentRunTakesThePlaceOfAnotherWhichGoesOnLater() {
    var worker = worker("busy", 1, Map.of());
    var patient = submit("\"priority\": 60, \"maxAttempts\": 1");
    var first = worker.begin();
    awaitState(patient, "RUNNING");
    var equal = submit("\"priority\": 55");
    awaitReason(equal, "waits; the worker is busy");

    var urgent = submit("\"priority\": 10");
    var stop = worker.stopping();
    assertThat(stop.run()).isEqualTo(patient);
    assertThat(stop.reason()).isEqualTo(StopReason.RELEASE);
    awaitReason(urgent, "waits for worker %s, which makes room for it".formatted(worker.id()));
    worker.stopped(first, StopReason.RELEASE, 30);

    var second = worker.begin();
    assertThat(second.run()).isEqualTo(urgent);
    assertThat(client.run(patient).at("/attempts/0/reason").asText()).contains("given back");
    worker.succeeded(second, MODEL);
    var third = worker.begin();
    assertThat(third.run()).isEqualTo(equal);
    worker.succeeded(third, MODEL);
    var last = worker.begin(30);
    assertThat(last.run()).isEqualTo(patient);
    assertThat(last.resumeFrom()).isEqualTo(FakeWorker.CHECKPOINT);
    worker.succeeded(last, MODEL);
    awaitState(patient, "SUCCEEDED");
  }

  @Test
  void whoMayNotBeDisturbedIsNot() {
    var worker = worker("firm", 1, Map.of());
    var firm = submit("\"priority\": 90, \"preemptible\": false");
    worker.begin();
    awaitState(firm, "RUNNING");
    awaitReason(submit("\"priority\": 1"), "waits; the worker is busy");
    assertThat(worker.idle()).isTrue();
  }

  @Test
  void runsWaitForOthersAndForTheirTime() {
    var worker = worker("chained", 1, Map.of());
    var first = submit("\"name\": \"first\"");
    var attempt = worker.begin();
    var next = submit("\"waitFor\": {\"runs\": [\"%s\"]}".formatted(first));
    var skipped =
        submit("\"waitFor\": {\"runs\": [\"%s\"], \"otherwise\": \"skip\"}".formatted(next));
    var failed =
        submit("\"waitFor\": {\"runs\": [\"%s\"], \"otherwise\": \"fail\"}".formatted(next));
    var all = submit("\"waitFor\": {\"runs\": [\"%s\", \"%s\"]}".formatted(first, next));
    awaitReason(next, "waits for run %s, which is RUNNING".formatted(first));
    awaitReason(skipped, "waits for run %s, which is QUEUED".formatted(next));
    awaitReason(all, "and for 1 more");
    var time = Instant.now().plusSeconds(3600).toString();
    awaitReason(
        submit("\"waitFor\": {\"time\": \"%s\"}".formatted(time)), "starts no earlier than");

    worker.succeeded(attempt, MODEL);
    var second = worker.begin();
    assertThat(second.run()).isEqualTo(next);
    worker.failed(second, "no luck", false);
    awaitState(skipped, "CANCELLED");
    awaitState(failed, "FAILED");
    assertThat(client.run(skipped).get("reason").asText())
        .isEqualTo("skipped: run %s, which it waited for, is FAILED".formatted(next));
    assertThat(client.run(failed).get("reason").asText())
        .isEqualTo("not started: run %s, which it waited for, is FAILED".formatted(next));
    awaitState(all, "CANCELLED");
  }

  @Test
  void labelsAndDevicesDecideWhoTrainsWhat() {
    var plain = worker("plain", 1, Map.of());
    var wide = worker("wide", 2, Map.of("zone", "lab"));
    var labelled = submit("\"needs\": {\"labels\": {\"zone\": \"lab\"}}");
    var one = wide.begin();
    assertThat(one.run()).isEqualTo(labelled);

    var gang = submit("\"needs\": {\"devices\": 2}");
    awaitReason(gang, "waits for 2 devices of one worker at once; 1 are free");
    awaitReason(
        submit("\"needs\": {\"devices\": 3}"),
        "waits for a worker with 3 devices; the largest that is connected has 2");
    awaitReason(
        submit("\"needs\": {\"labels\": {\"zone\": \"attic\"}}"),
        "waits for a worker labelled zone=attic; none of the 2 that are connected is");
    assertThat(plain.idle()).isTrue();

    wide.succeeded(one, MODEL);
    assertThat(wide.begin().run()).isEqualTo(gang);
    // Both of its slots are taken by one attempt.
    var next = submit("\"name\": \"next\"");
    assertThat(plain.begin().run()).isEqualTo(next);
  }

  @Test
  void aTeamHasNoMoreThanItMay() throws SQLException {
    try (var connection = servers.connect();
        var statement = connection.createStatement()) {
      statement.execute("insert into teams (name, max_devices, max_queued) values ('small', 1, 2)");
    }
    var worker = worker("shared", 3, Map.of());
    var first = submit("\"team\": \"small\"");
    assertThat(worker.begin().run()).isEqualTo(first);
    var second = submit("\"team\": \"small\"");
    awaitReason(second, "waits; team small has 1 of the 1 devices that it may have at once");
    submit("\"team\": \"small\"");
    var refused = client.post("/v1/jobs", job("\"team\": \"small\""));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().get("detail").asText())
        .contains("team 'small' has 2 runs in the queue and may have 2");
    assertThat(client.post("/v1/jobs", job("\"team\": \"smal\"")).json().get("detail").asText())
        .contains("team 'smal' does not exist; valid: default, small");
    var other = submit("\"name\": \"other\"");
    assertThat(worker.begin().run()).isEqualTo(other);
  }

  @Test
  void whoIsImpatientEndsARunByForce() {
    var worker = worker("slow", 1, Map.of());
    var run = submit("\"name\": \"forced\"");
    worker.begin();
    awaitState(run, "RUNNING");
    var answer = client.post("/v1/runs/" + run + "/cancel", "{\"force\": true}");
    assertThat(answer.json().get("state").asText()).isEqualTo("CANCELLED");
    assertThat(worker.stopping().reason()).isEqualTo(StopReason.CANCEL);
  }

  private UUID submit(String more) {
    return client.submit(job(more));
  }

  private static String job(String more) {
    return "{\"network\": {\"name\": \"lenet5\"}, \"dataset\": {\"name\": \"pets\"}, %s}"
        .formatted(more);
  }

  private FakeWorker worker(String name, int slots, Map<String, String> labels) {
    var worker = FakeWorker.start(registry.host(), servers, name, Device.CPU, slots, labels);
    workers.add(worker);
    return worker;
  }

  /** A PostgreSQL that is slow to store heartbeats, as far as those of one worker go. */
  @Test
  void whatAWorkerSaysCountsThoughItIsNotStoredYet() throws SQLException {
    var worker = worker("unstored", 1, Map.of());
    try (var busy = servers.connect();
        var statement = busy.createStatement()) {
      busy.setAutoCommit(false);
      var lock = "update workers set name = name where id = '%s'".formatted(worker.id());
      await().until(() -> statement.executeUpdate(lock) == 1);
      var run = submit("\"maxAttempts\": 1");
      var attempt = worker.begin();
      awaitState(run, "RUNNING");
      await()
          .during(LONGER_THAN_SETTLING)
          .atMost(LONGER_THAN_SETTLING.multipliedBy(3))
          .until(() -> client.run(run).get("state").asText().equals("RUNNING"));
      busy.rollback();
      worker.succeeded(attempt, MODEL);
      awaitState(run, "SUCCEEDED");
    }
  }

  private void awaitState(UUID run, String state) {
    await().untilAsserted(() -> assertThat(client.state(run)).isEqualTo(state));
  }

  private void awaitReason(UUID run, String reason) {
    await()
        .untilAsserted(() -> assertThat(client.run(run).path("reason").asText()).contains(reason));
  }
}
