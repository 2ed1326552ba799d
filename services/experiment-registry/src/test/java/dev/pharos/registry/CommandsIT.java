package dev.pharos.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.registry.support.Datasets;
import dev.pharos.registry.support.TestClient;
import dev.pharos.registry.support.TestRegistry;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.TopicRecord;
import dev.pharos.testkit.WithServers;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How jobs come in: over HTTP, and as any Kafka client would write them. */
@WithServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsIT {
  private static final String JOB =
      "{\"network\": {\"name\": \"lenet5\"}, \"dataset\": {\"name\": \"pets\"}}";

  private static final String NIGHTLY = JOB.replace("}}", "}, \"name\": \"nightly\"}");

  private final TestServers servers;
  private TestRegistry registry;
  private TestClient client;

  CommandsIT(TestServers servers) {
    this.servers = servers;
  }

  @BeforeAll
  void start(@TempDir Path artifacts) {
    registry = TestRegistry.start(servers, artifacts);
    client = registry.client();
    Datasets.add(servers, "pets", 1);
    Datasets.add(servers, "lonely", 1, "[\"cat\"]");
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  @Test
  void aLineOfJsonOnTheTopicIsAJob() {
    send(
        """
        {"specversion": "1.0", "type": "dev.pharos.job.submit.v1", "source": "/nightly",
         "id": "nightly-1", "data": {"job": %s}}
        """
            .formatted(NIGHTLY));
    var answer = answer("nightly-1");
    assertThat(answer.headers()).containsEntry("ce_type", "dev.pharos.command.accepted.v1");
    assertThat(answer.headers()).containsEntry("ce_correlationid", "nightly-1");
    var run = UUID.fromString(data(answer).get("run").asText());
    assertThat(answer.key()).isEqualTo(run.toString());
    assertThat(client.run(run).at("/job/training/epochs").asInt()).isEqualTo(10);
    assertThat(client.run(run).get("name").asText()).isEqualTo("nightly");

    // The same command again is answered again, and makes nothing.
    binary("nightly-1", "dev.pharos.job.submit.v1", "{\"job\": " + NIGHTLY + "}");
    await().until(() -> answers("nightly-1") == 2);
    // Another job under the same id is refused.
    binary("nightly-1", "dev.pharos.job.submit.v1", job("pets", "\"priority\": 1"));
    await().until(() -> answers("nightly-1") == 3);
    assertThat(rejection("nightly-1").get("reason").asText())
        .contains("'nightly-1' was used for another job before", run.toString());
    assertThat(runsNamed("nightly")).isEqualTo(1);

    binary("stop-1", "dev.pharos.job.cancel.v1", "{\"run\": \"%s\"}".formatted(run));
    assertThat(answer("stop-1").headers())
        .containsEntry("ce_type", "dev.pharos.command.accepted.v1");
    assertThat(client.state(run)).isEqualTo("CANCELLED");
    binary("stop-1", "dev.pharos.job.cancel.v1", "{\"run\": \"%s\"}".formatted(run));
    await().until(() -> answers("stop-1") == 2);
    assertThat(types("stop-1")).containsOnly("dev.pharos.command.accepted.v1");
  }

  @Test
  void runsArePausedResumedAndEndedByForce() {
    binary("held-1", "dev.pharos.job.submit.v1", job("pets", "\"priority\": 99"));
    var run = UUID.fromString(data(answer("held-1")).get("run").asText());
    binary("held-2", "dev.pharos.job.pause.v1", "{\"run\": \"%s\"}".formatted(run));
    assertThat(data(answer("held-2")).get("run").asText()).isEqualTo(run.toString());
    assertThat(client.state(run)).isEqualTo("PAUSED");
    binary("held-3", "dev.pharos.job.resume.v1", "{\"run\": \"%s\"}".formatted(run));
    answer("held-3");
    assertThat(client.state(run)).isEqualTo("QUEUED");
    binary("held-4", "dev.pharos.job.resume.v1", "{\"run\": \"%s\"}".formatted(run));
    assertThat(rejection("held-4").get("reason").asText()).contains("is QUEUED and not paused");
    binary(
        "held-5", "dev.pharos.job.cancel.v1", "{\"run\": \"%s\", \"force\": true}".formatted(run));
    answer("held-5");
    assertThat(client.state(run)).isEqualTo("CANCELLED");
  }

  @Test
  void whatIsNotAllowedIsRejectedWithEveryReason() {
    var job =
        """
        {"job": {"network": {"name": "lenet5", "settings": {"activation": "step", "depth": "9"}},
          "dataset": {"name": "dogs"}, "name": "two\\nlines"}}
        """;
    binary("wrong-1", "dev.pharos.job.submit.v1", job);
    var rejection = rejection("wrong-1");
    assertThat(rejection.get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            "job.name",
            "job.network.settings.activation",
            "job.network.settings.depth",
            "job.dataset.name");
    assertThat(rejection.get("reason").asText())
        .contains("data set 'dogs' does not exist; valid: lonely, pets");

    binary("wrong-2", "dev.pharos.job.submit.v1", job("lonely", "\"priority\": 1"));
    assertThat(rejection("wrong-2").get("reason").asText())
        .contains("version 1 of data set 'lonely' has 1 classes; a classifier needs at least 2");

    var version =
        "{\"job\": {\"network\": {\"name\": \"lenet5\"}, \"dataset\": "
            + "{\"name\": \"pets\", \"version\": 7}}}";
    binary("wrong-3", "dev.pharos.job.submit.v1", version);
    assertThat(rejection("wrong-3").get("reason").asText())
        .contains("data set 'pets' has no version 7; valid: 1");

    var nobody = UUID.randomUUID();
    binary("wrong-4", "dev.pharos.job.cancel.v1", "{\"run\": \"%s\"}".formatted(nobody));
    assertThat(rejection("wrong-4").get("reason").asText())
        .isEqualTo("run " + nobody + " does not exist");
  }

  @Test
  void whatIsNotAsItsSchemaSaysIsRejectedToo() {
    binary(
        "schema-1",
        "dev.pharos.job.submit.v1",
        "{\"job\": {\"network\": {\"name\": \"lenet5\"}, \"training\": {\"epochs\": 0}}}");
    assertThat(rejection("schema-1").get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("job.dataset", "job.training.epochs");
  }

  @Test
  void rubbishEndsInTheDeadLettersAndBlocksNothing() {
    var topic = servers.topic("job.commands");
    servers.topics().send(topic, "k", "rubbish", Map.of());
    servers.topics().send(topic, "k", new byte[] {0, 1, 2}, Map.of());
    binary("unknown-1", "dev.pharos.job.explode.v1", "{}");
    binary("after-rubbish", "dev.pharos.job.submit.v1", job("pets", "\"name\": \"after\""));
    assertThat(answer("after-rubbish").headers())
        .containsEntry("ce_type", "dev.pharos.command.accepted.v1");
    await().until(() -> servers.topics().read(topic + ".dlt").size() == 3);
    assertThat(servers.topics().read(topic + ".dlt"))
        .allSatisfy(
            dead ->
                assertThat(dead.headers())
                    .containsEntry("__connect.errors.topic", topic)
                    .containsKey("__connect.errors.exception.message"));
  }

  @Test
  void overHttpAJobIsTakenOnceForEachKey() {
    var key = "key-" + UUID.randomUUID();
    var first = client.post("/v1/jobs", JOB, "Idempotency-Key", key);
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.header("Location")).isEqualTo("/v1/runs/" + first.json().get("id").asText());
    assertThat(first.json().get("state").asText()).isEqualTo("QUEUED");
    assertThat(first.json().at("/dataset/version").asInt()).isEqualTo(1);
    var second = client.post("/v1/jobs", JOB, "Idempotency-Key", key);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.json().get("id")).isEqualTo(first.json().get("id"));
    var other = JOB.replace("lenet5", "alexnet-mnist");
    var third = client.post("/v1/jobs", other, "Idempotency-Key", key);
    assertThat(third.status()).isEqualTo(422);
    assertThat(third.json().get("detail").asText()).contains(key);
    // Automation sees what came in over HTTP as well.
    servers
        .topics()
        .await(
            servers.topic("job.events"),
            record ->
                first.json().get("id").asText().equals(record.key())
                    && record.headers().get("ce_type").endsWith("run.state-changed.v1"));
  }

  @Test
  void overHttpEveryMistakeIsNamed() {
    var schema =
        client.post(
            "/v1/jobs",
            """
            {"network": {"name": "lenet5"}, "dataset": {"name": "pets"},
             "training": {"epochs": 0, "epocs": 1}, "priority": 100}
            """);
    assertThat(schema.status()).isEqualTo(400);
    assertThat(schema.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(schema.json().get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("training.epochs", "training.epocs", "priority");

    var rules =
        client.post(
            "/v1/jobs", "{\"network\": {\"name\": \"lenet6\"}, \"dataset\": {\"name\": \"p\"}}");
    assertThat(rules.status()).isEqualTo(422);
    assertThat(rules.json().get("errors").findValuesAsText("field"))
        .containsExactly("network.name", "dataset.name");
    assertThat(rules.json().get("detail").asText()).contains("did you mean lenet5?");

    assertThat(client.post("/v1/jobs", "{").status()).isEqualTo(400);
    assertThat(client.post("/v1/jobs", "[]").status()).isEqualTo(400);
    assertThat(client.post("/v1/jobs", "").status()).isEqualTo(400);
    assertThat(client.post("/v1/runs/" + UUID.randomUUID() + "/cancel", "{}").status())
        .isEqualTo(404);
    assertThat(client.post("/v1/runs/" + UUID.randomUUID() + "/cancel", "{\"why\": 1}").status())
        .isEqualTo(400);
  }

  private static String job(String dataset, String more) {
    return "{\"job\": {\"network\": {\"name\": \"lenet5\"}, \"dataset\": {\"name\": \"%s\"}, %s}}"
        .formatted(dataset, more);
  }

  private void send(String event) {
    servers.topics().send(servers.topic("job.commands"), null, event.replace("\n", " "), Map.of());
  }

  private void binary(String id, String type, String data) {
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

  private TopicRecord answer(String command) {
    return servers
        .topics()
        .await(servers.topic("job.events"), record -> isAnswerTo(command, record));
  }

  private JsonNode rejection(String command) {
    return data(
        servers
            .topics()
            .await(
                servers.topic("job.events"),
                record ->
                    isAnswerTo(command, record)
                        && record.headers().get("ce_type").endsWith("command.rejected.v1")));
  }

  private static boolean isAnswerTo(String command, TopicRecord record) {
    return command.equals(record.headers().get("ce_correlationid"));
  }

  private long answers(String command) {
    return types(command).size();
  }

  private java.util.List<String> types(String command) {
    return servers.topics().read(servers.topic("job.events")).stream()
        .filter(record -> isAnswerTo(command, record))
        .map(record -> record.headers().get("ce_type"))
        .toList();
  }

  private long runsNamed(String name) {
    return client
        .get("/v1/runs?network=lenet5&dataset=pets&experiment=default&limit=500")
        .json()
        .get("items")
        .findValuesAsText("name")
        .stream()
        .filter(name::equals)
        .count();
  }

  private static JsonNode data(TopicRecord record) {
    return TestRegistry.parse(record.value());
  }
}
