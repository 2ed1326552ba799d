package dev.pharos.registry;

import static dev.pharos.registry.support.FakeWorker.CHECKPOINT;
import static dev.pharos.registry.support.FakeWorker.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.StartFrom;
import dev.pharos.registry.support.Datasets;
import dev.pharos.registry.support.FakeWorker;
import dev.pharos.registry.support.TestClient;
import dev.pharos.registry.support.TestRegistry;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that start from a registered model, and jobs that no worker can hold. */
@WithServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartFromIT {
  private static final ArtifactRef BETTER = new ArtifactRef("sha256:" + "e".repeat(64), 300);
  private static final String JOB =
      """
      {"network": {"name": "%s"}, "dataset": {"name": "pets"}, "device": "cpu", %s}
      """;

  private final TestServers servers;
  private TestRegistry registry;
  private TestClient client;
  private FakeWorker worker;

  StartFromIT(TestServers servers) {
    this.servers = servers;
  }

  /** A model of two versions, the first of which is the champion. */
  @BeforeAll
  void start(@TempDir Path artifacts) {
    registry = TestRegistry.start(servers, artifacts);
    client = registry.client();
    Datasets.add(servers, "pets", 1);
    worker = FakeWorker.start(registry.host(), servers, "steady");
    for (var model : List.of(MODEL, BETTER)) {
      var run = client.submit(JOB.formatted("lenet5", "\"register\": \"tabby\""));
      worker.succeeded(worker.begin(), model);
      await().until(() -> client.state(run).equals("SUCCEEDED"));
    }
    promote(1);
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  private void promote(int version) {
    var path = "/v1/models/tabby/aliases/champion";
    assertThat(client.send("PUT", path, "{\"version\": " + version + "}").status()).isEqualTo(200);
  }

  @Test
  void theVersionIsSettledWhenTheJobIsAcceptedAndStaysWhenTheAliasMoves() {
    var job = starting("lenet5", "{\"model\": \"tabby\", \"alias\": \"champion\"}");
    var key = UUID.randomUUID().toString();

    var run = id(client.post("/v1/jobs", job, "Idempotency-Key", key));
    promote(2);
    try {
      var attempt = worker.begin();

      assertThat(attempt.startFrom()).isEqualTo(MODEL);
      assertThat(attempt.job().startFrom()).isEqualTo(new StartFrom("tabby", 1, "champion", null));
      assertThat(client.run(run).at("/job/startFrom/version").asInt()).isEqualTo(1);
      assertThat(client.run(run).at("/params/startFrom.version").asText()).isEqualTo("1");
      // The same command is the same job, though the alias leads elsewhere by now.
      assertThat(id(client.post("/v1/jobs", job, "Idempotency-Key", key))).isEqualTo(run);

      worker.checkpointed(attempt, 50);
      worker.failed(attempt, "out of disk", true);
      var second = worker.begin(50);
      assertThat(second.startFrom()).isEqualTo(MODEL);
      assertThat(second.resumeFrom()).isEqualTo(CHECKPOINT);
      worker.succeeded(second, MODEL);
      await().until(() -> client.state(run).equals("SUCCEEDED"));
    } finally {
      promote(1);
    }
  }

  @Test
  void withoutVersionAndAliasItIsTheChampionOrTheNewest() {
    var run = id(client.post("/v1/jobs", starting("lenet5", "{\"model\": \"tabby\"}")));
    var attempt = worker.begin();
    assertThat(attempt.startFrom()).isEqualTo(MODEL);
    worker.succeeded(attempt, MODEL);
    await().until(() -> client.state(run).equals("SUCCEEDED"));

    var second =
        id(client.post("/v1/jobs", starting("lenet5", "{\"model\": \"tabby\", \"version\": 2}")));
    var newest = worker.begin();
    assertThat(newest.startFrom()).isEqualTo(BETTER);
    worker.succeeded(newest, BETTER);
    await().until(() -> client.state(second).equals("SUCCEEDED"));
  }

  @Test
  void whatIsNotThereIsRefusedWithWhatIs() {
    var refusals =
        Map.of(
            "{\"model\": \"tiger\"}",
            "startFrom.model: model 'tiger' does not exist; valid: tabby",
            "{\"model\": \"tabby\", \"version\": 9}",
            "startFrom.version: model 'tabby' has no version 9; valid: 2, 1",
            "{\"model\": \"tabby\", \"alias\": \"canary\"}",
            "startFrom.alias: model 'tabby' has no alias 'canary'; valid: champion",
            "{\"model\": \"tabby\", \"freezeUpTo\": \"c9\"}",
            "startFrom.freezeUpTo: 'c9' is not valid; valid: c1,");
    refusals.forEach((start, detail) -> assertThat(refused("lenet5", start)).startsWith(detail));
    assertThat(refused("alexnet-mnist", "{\"model\": \"tabby\"}"))
        .startsWith(
            "startFrom: version 1 of model 'tabby' does not fit: no layer of alexnet-mnist");
  }

  @Test
  void aJobThatNoConnectedWorkerCanHoldIsRefused() {
    var job =
        JOB.formatted("alexnet-single", "\"training\": {\"recipe\": \"adam\", \"batchSize\": 512}");

    var problem = client.post("/v1/jobs", job);

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.json().at("/errors/0/field").asText()).isEqualTo("training.batchSize");
    assertThat(problem.json().get("detail").asText())
        .contains("training alexnet-single needs", "steady has 1.1 GB", "images fits");
    // Nobody can tell yet what the cards will hold that may be connected later.
    var cuda = id(client.post("/v1/jobs", job.replace("\"cpu\"", "\"cuda\"")));
    await()
        .until(
            () -> client.run(cuda).path("reason").asText(),
            reason -> reason.equals("waits for a CUDA worker; only CPU workers are connected"));
    var card = FakeWorker.start(registry.host(), servers, "card", Device.CUDA, 1);
    await()
        .until(
            () -> client.run(cuda).path("reason").asText(),
            reason -> reason.endsWith("of memory; the largest that is connected has 1.1 GB"));
    card.leave();
    client.post("/v1/runs/" + cuda + "/cancel", "{}");
  }

  private static String starting(String network, String start) {
    return JOB.formatted(network, "\"startFrom\": " + start);
  }

  private String refused(String network, String start) {
    var answer = client.post("/v1/jobs", starting(network, start));
    assertThat(answer.status()).as(start).isEqualTo(422);
    JsonNode problem = answer.json();
    return problem.get("detail").asText();
  }

  private static UUID id(TestClient.Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return UUID.fromString(answer.json().get("id").asText());
  }
}
