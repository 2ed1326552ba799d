package dev.pharos.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.worker.AttemptAssigned;
import dev.pharos.registry.support.Datasets;
import dev.pharos.registry.support.FakeTrainer;
import dev.pharos.registry.support.FakeWorker;
import dev.pharos.registry.support.TestClient;
import dev.pharos.registry.support.TestRegistry;
import dev.pharos.runtime.ServiceHost;
import dev.pharos.runtime.config.Settings;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.TopicRecord;
import dev.pharos.testkit.WithServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps from the command to the best model, over Kafka, HTTP and a registry that goes away. */
@WithServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SweepsIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final String ASHA =
      """
      {"name": "rates", "method": "asha", "maxTrials": 9, "concurrentTrials": 2, "seed": 3,
       "job": {"network": {"name": "lenet5"}, "dataset": {"name": "pets"}},
       "parameters": {"training.learningRate": {"from": 0.0001, "to": 1, "scale": "log"}},
       "halving": {"maxTime": 9, "divisor": 3}, "register": "pets"}
      """;

  private static final String GRID =
      """
      {"method": "grid", "concurrentTrials": 2,
       "job": {"network": {"name": "lenet5"}, "dataset": {"name": "pets"},
         "training": {"epochs": 500}, "needs": {"labels": {"zone": "%s"}}},
       "parameters": {"training.batchSize": {"values": [16, 32]},
         "network.settings.activation": {"values": ["tanh", "sigmoid"]}}}
      """;

  private final TestServers servers;
  private final Map<UUID, Integer> checkpoints = new ConcurrentHashMap<>();
  private final List<FakeTrainer> trainers = new ArrayList<>();
  private Path artifacts;
  private ServiceHost workers;
  private TestRegistry registry;
  private TestClient client;

  SweepsIT(TestServers servers) {
    this.servers = servers;
  }

  @BeforeAll
  void start(@TempDir Path artifacts) {
    this.artifacts = artifacts;
    open();
    Datasets.add(servers, "pets", 1);
    workers = TestRegistry.get(ServiceHost.open(Settings.of(Map.of("admin.port", "0"))));
    for (var name : List.of("ada", "bob")) {
      trainers.add(
          new FakeTrainer(FakeWorker.start(workers, servers, name), checkpoints, SweepsIT::error));
    }
  }

  private void open() {
    registry = TestRegistry.start(servers, artifacts);
    client = registry.client();
  }

  @AfterAll
  void stop() throws InterruptedException {
    for (var trainer : trainers) {
      trainer.close();
    }
    TestRegistry.get(workers.close());
    registry.close();
  }

  /** Best at a learning rate of 0.01, and better with each epoch. */
  private static double error(AttemptAssigned attempt, int epoch) {
    double decades = Math.abs(Math.log10(attempt.job().training().learningRate()) + 2);
    return decades / 4 + 0.5 / epoch;
  }

  @Test
  void aSweepGoesOnWhereARegistryLeftItAndDoesNothingTwice() {
    command("rates-1", "dev.pharos.sweep.submit.v1", "{\"sweep\": " + ASHA + "}");
    command("rates-1", "dev.pharos.sweep.submit.v1", "{\"sweep\": " + ASHA + "}");
    var sweep = accepted("rates-1");
    await().atMost(LONG).until(() -> begun(sweep) >= 4);
    registry.close();
    open();
    await().atMost(LONG).until(() -> sweep(sweep).path("state").asText().equals("SUCCEEDED"));

    var detail = sweep(sweep);
    var trials = trials(sweep);
    assertThat(trials).hasSize(9);
    assertThat(trials)
        .allMatch(trial -> Math.abs(error(trial) - trial.get("value").asDouble()) < 1e-9);
    // Every trial is one run, and no epoch was trained twice.
    assertThat(runsOf(sweep)).isEqualTo(9);
    assertThat(answers("rates-1")).isEqualTo(2);
    assertThat(detail.at("/rungs/0/trials").asInt()).isEqualTo(9);
    assertThat(detail.at("/rungs").findValuesAsText("time")).containsExactly("1", "3", "9");

    var done = trials.stream().filter(trial -> isIn(trial, "SUCCEEDED")).toList();
    var stopped = trials.stream().filter(trial -> isIn(trial, "STOPPED")).toList();
    assertThat(done).isNotEmpty();
    assertThat(done.size() + stopped.size()).isEqualTo(9);
    assertThat(detail.at("/trials/STOPPED").asInt()).isEqualTo(stopped.size());
    for (var trial : stopped) {
      var run = client.run(UUID.fromString(trial.get("run").asText()));
      assertThat(run.get("state").asText()).isEqualTo("CANCELLED");
      assertThat(run.get("reason").asText()).startsWith("stopped early: ");
      assertThat(trial.get("epoch").asInt()).isLessThan(9);
    }

    // The best was trained to the end and is the model.
    var best = done.stream().min(Comparator.comparingDouble(SweepsIT::error)).orElseThrow();
    assertThat(detail.at("/best/trial").asInt()).isEqualTo(best.get("number").asInt());
    assertThat(detail.get("version").asInt()).isEqualTo(1);
    assertThat(client.get("/v1/models/pets").json().at("/versions/0/run").asText())
        .isEqualTo(best.get("run").asText());
    var ends =
        servers.topics().read(servers.topic("job.events")).stream()
            .filter(record -> "dev.pharos.sweep.ended.v1".equals(record.headers().get("ce_type")))
            .filter(record -> record.key().equals(sweep.toString()))
            .toList();
    assertThat(ends).hasSize(1);
    assertThat(data(ends.get(0)).at("/best/run").asText()).isEqualTo(best.get("run").asText());
    assertThat(detail.at("/importance/0/parameter").asText()).isEqualTo("training.learningRate");
  }

  @Test
  void aGridIsPausedResumedAndCancelledWithItsTrials() {
    var trainer =
        new FakeTrainer(
            FakeWorker.start(workers, servers, "grid", Device.CPU, 1, Map.of("zone", "grid")),
            checkpoints,
            SweepsIT::error);
    trainers.add(trainer);
    var sweep = submit(GRID.formatted("grid"));
    await().atMost(LONG).until(() -> states(sweep).contains("RUNNING"));

    assertThat(client.post("/v1/sweeps/" + sweep + "/pause", "{}").status()).isEqualTo(202);
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(states(sweep)).containsExactly("PAUSED", "PAUSED"));
    assertThat(sweep(sweep).at("/trials/WAITING").asInt()).isEqualTo(2);

    assertThat(client.post("/v1/sweeps/" + sweep + "/resume", "{}").status()).isEqualTo(202);
    await().atMost(LONG).until(() -> states(sweep).contains("RUNNING"));

    command(
        "stop-grid",
        "dev.pharos.sweep.cancel.v1",
        "{\"sweep\": \"%s\", \"reason\": \"enough\"}".formatted(sweep));
    assertThat(accepted("stop-grid")).isEqualTo(sweep);
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(states(sweep)).containsExactly("CANCELLED", "CANCELLED"));
    assertThat(sweep(sweep).get("state").asText()).isEqualTo("CANCELLED");
    assertThat(sweep(sweep).at("/trials/CANCELLED").asInt()).isEqualTo(4);
    assertThat(client.post("/v1/sweeps/" + sweep + "/resume", "{}").status()).isEqualTo(409);
  }

  @Test
  void aTrialWaitsForRoomInItsTeam() {
    client.send("PUT", "/v1/teams/small", "{\"maxQueued\": 1}");
    var sweep =
        submit(GRID.formatted("nowhere").replace("\"needs\"", "\"team\": \"small\", \"needs\""));

    await().atMost(LONG).until(() -> sweep(sweep).path("reason").asText().contains("may have 1"));
    assertThat(states(sweep)).containsExactly("QUEUED");
    assertThat(sweep(sweep).at("/trials/WAITING").asInt()).isEqualTo(3);
    client.post("/v1/sweeps/" + sweep + "/cancel", "{}");
  }

  @Test
  void whatCannotBeIsRefusedWithEveryField() {
    var wrong =
        """
        {"job": {"network": {"name": "lenet5"}, "dataset": {"name": "cats"}, "register": "pets"},
         "method": "grid", "halving": {"maxTime": 3},
         "parameters": {"training.learningRate": {"from": 0, "to": 0.1, "scale": "log"},
           "priority": {"values": [1]}}}
        """;
    assertThat(refused(wrong))
        .containsExactlyInAnyOrder(
            "parameters.training.learningRate.from",
            "parameters.priority",
            "job.register",
            "halving");

    var trials =
        """
        {"job": {"network": {"name": "lenet5"}, "dataset": {"name": "pets"}, "team": "nobody"},
         "parameters": {"training.learningRate": {"from": 0.1, "to": 200},
           "network.settings.depth": {"values": [3]},
           "training.batch": {"values": [3]}}}
        """;
    assertThat(refused(trials)).contains("parameters.training.batch");
    assertThat(refused(trials.replace("\"training.batch\"", "\"training.batchSize\"")))
        .containsExactlyInAnyOrder(
            "parameters.training.learningRate", "parameters.network.settings.depth", "job.team");
    assertThat(client.post("/v1/sweeps", "{\"parameters\": {}}").status()).isEqualTo(400);
    assertThat(client.get("/v1/sweeps/" + UUID.randomUUID()).status()).isEqualTo(404);
  }

  private List<String> refused(String sweep) {
    var answer = client.post("/v1/sweeps", sweep);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
    return answer.json().get("errors").findValuesAsText("field");
  }

  private UUID submit(String sweep) {
    var answer = client.post("/v1/sweeps", sweep);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return UUID.fromString(answer.json().get("id").asText());
  }

  private JsonNode sweep(UUID sweep) {
    return client.get("/v1/sweeps/" + sweep).json();
  }

  private List<JsonNode> trials(UUID sweep) {
    var items = client.get("/v1/sweeps/" + sweep + "/trials?limit=100").json().get("items");
    return StreamSupport.stream(items.spliterator(), false).toList();
  }

  /** The states of the runs that have begun, by trial. */
  private List<String> states(UUID sweep) {
    return trials(sweep).stream()
        .filter(trial -> trial.has("runState"))
        .map(trial -> trial.get("runState").asText())
        .toList();
  }

  private long begun(UUID sweep) {
    return trials(sweep).stream().filter(trial -> trial.has("run")).count();
  }

  private static boolean isIn(JsonNode trial, String state) {
    return trial.get("state").asText().equals(state);
  }

  /** What a trial must be worth after the epochs that it has trained. */
  private static double error(JsonNode trial) {
    double rate = trial.get("values").get("training.learningRate").asDouble();
    return Math.abs(Math.log10(rate) + 2) / 4 + 0.5 / trial.get("epoch").asInt();
  }

  private long runsOf(UUID sweep) {
    var items = client.get("/v1/runs?limit=500").json().get("items");
    return StreamSupport.stream(items.spliterator(), false)
        .filter(run -> sweep.toString().equals(run.path("tags").path("pharos.sweep").asText()))
        .count();
  }

  private void command(String id, String type, String data) {
    servers
        .topics()
        .send(
            servers.topic("job.commands"),
            null,
            data,
            Map.of(
                "ce_specversion", "1.0",
                "ce_id", id,
                "ce_type", type,
                "ce_source", "/test",
                "content-type", "application/json"));
  }

  private UUID accepted(String command) {
    var answer =
        servers.topics().await(servers.topic("job.events"), record -> isAnswerTo(command, record));
    assertThat(answer.headers()).containsEntry("ce_type", "dev.pharos.command.accepted.v1");
    return UUID.fromString(data(answer).get("sweep").asText());
  }

  private long answers(String command) {
    return servers.topics().read(servers.topic("job.events")).stream()
        .filter(record -> isAnswerTo(command, record))
        .count();
  }

  private static boolean isAnswerTo(String command, TopicRecord record) {
    return command.equals(record.headers().get("ce_correlationid"));
  }

  private static JsonNode data(TopicRecord record) {
    return TestRegistry.parse(record.value());
  }
}
