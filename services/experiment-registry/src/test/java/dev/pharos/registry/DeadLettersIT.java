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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Messages that cannot be processed: listed, shown, and sent back once. */
@WithServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersIT {
  private final TestServers servers;
  private TestRegistry registry;
  private TestClient client;

  DeadLettersIT(TestServers servers) {
    this.servers = servers;
  }

  @BeforeAll
  void start(@TempDir Path artifacts) {
    registry = TestRegistry.start(servers, artifacts);
    client = registry.client();
    Datasets.add(servers, "pets", 1);
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  private JsonNode list(String query) {
    var answer = client.get("/v1/dead-letters" + query);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json().get("items");
  }

  private JsonNode awaitLetter(String topic, String key) {
    return await()
        .until(
            () ->
                StreamSupport.stream(list("?topic=" + topic).spliterator(), false)
                    .filter(letter -> letter.path("key").asText().equals(key))
                    .findFirst()
                    .orElse(null),
            found -> found != null);
  }

  private List<TopicRecord> records(String topic, String key) {
    return servers.topics().read(servers.topic(topic)).stream()
        .filter(record -> key.equals(record.key()))
        .toList();
  }

  @Test
  void poisonIsListedWithItsReasonAndShownWhole() {
    var headers = Map.of("ce_type", "dev.pharos.job.submit.v1", "ce_id", "broken-1");
    servers.topics().send(servers.topic("job.commands"), "poison", "no JSON at all", headers);
    // What is behind it is not held up.
    submit("job.commands", "behind", "behind-1");

    var letter = awaitLetter("job.commands", "poison");
    assertThat(letter.get("topic").asText()).isEqualTo("job.commands");
    assertThat(letter.get("type").asText()).isEqualTo("dev.pharos.job.submit.v1");
    assertThat(letter.get("size").asInt()).isEqualTo(14);
    assertThat(letter.get("reason").asText()).contains("not JSON");
    assertThat(letter.at("/from/topic").asText()).isEqualTo(servers.topic("job.commands"));
    var sent = records("job.commands", "poison").get(0);
    assertThat(letter.at("/from/offset").asLong()).isEqualTo(sent.offset());
    assertThat(letter.at("/from/partition").asInt()).isEqualTo(sent.partition());
    assertThat(letter.has("replayedAt")).isFalse();

    var detail = client.get("/v1/dead-letters/" + letter.get("id").asText()).json();
    assertThat(detail.get("id")).isEqualTo(letter.get("id"));
    assertThat(detail.get("text").asText()).isEqualTo("no JSON at all");
    assertThat(detail.has("json")).isFalse();
    assertThat(detail.get("stackTrace").asText()).contains("InvalidMessageException");
    assertThat(detail.get("headers").findValuesAsText("name"))
        .containsExactlyInAnyOrder("ce_type", "ce_id");
    await().until(() -> runs().contains("behind"));
  }

  @Test
  void aLetterIsSentBackAsItWasAndTakesEffect() {
    // As if a registry of yesterday had not understood it.
    letter("job.commands", "returns", "returns-1");
    var id = awaitLetter("job.commands", "returns").get("id").asText();

    var answer = client.post("/v1/dead-letters/" + id + "/replay", null);

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.json().has("replayedAt")).isTrue();
    await().until(() -> runs().contains("returns"));
    var sent = records("job.commands", "returns").get(0);
    assertThat(sent.headers())
        .containsEntry("ce_id", "returns-1")
        .containsEntry("of-its-own", "kept")
        .allSatisfy((name, value) -> assertThat(name).doesNotStartWith("__connect.errors."));
    assertThat(awaitLetter("job.commands", "returns").has("replayedAt")).isTrue();
  }

  @Test
  void aLetterIsSentBackOnceHoweverManyAsk() {
    letter("job.commands", "once", "once-1");
    var id = awaitLetter("job.commands", "once").get("id").asText();
    var asked =
        IntStream.range(0, 6)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> client.post("/v1/dead-letters/" + id + "/replay", null).status()))
            .toList();

    assertThat(asked.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrder(200, 409, 409, 409, 409, 409);
    assertThat(records("job.commands", "once")).hasSize(1);
  }

  @Test
  void whatFailsAgainIsANewLetter() {
    servers.topics().send(servers.topic("run.logs"), "hopeless", "{}", Map.of());
    var first = awaitLetter("run.logs", "hopeless").get("id").asText();

    client.post("/v1/dead-letters/" + first + "/replay", null);

    await().until(() -> list("?topic=run.logs").size() == 2);
    var both = list("?topic=run.logs");
    assertThat(both.get(0).has("replayedAt")).isFalse();
    assertThat(both.get(1).get("id").asText()).isEqualTo(first);
    assertThat(both.get(1).has("replayedAt")).isTrue();
  }

  @Test
  void lettersAreFilteredByTopicAndTimeAndLimited() {
    for (var i = 0; i < 3; i++) {
      letter("worker.heartbeats", "beat-" + i, "beat-" + i);
    }
    assertThat(list("?topic=worker.heartbeats").findValuesAsText("key"))
        .containsExactly("beat-2", "beat-1", "beat-0");
    assertThat(list("?topic=worker.heartbeats&limit=2").findValuesAsText("key"))
        .containsExactly("beat-2", "beat-1");
    var newest = list("?topic=worker.heartbeats").get(0).get("at").asText();
    assertThat(list("?topic=worker.heartbeats&since=" + newest).findValuesAsText("key"))
        .contains("beat-2");
    assertThat(list("?topic=worker.heartbeats&until=" + newest).findValuesAsText("key"))
        .doesNotContain("beat-2");
    var later = Instant.now().plusSeconds(60);
    assertThat(list("?since=" + later)).isEmpty();
    assertThat(list("?topic=prediction.events")).isEmpty();
    assertThat(list("").findValuesAsText("topic")).contains("worker.heartbeats");
  }

  @Test
  void whatDoesNotExistIsSaid() {
    for (var id : List.of("job.commands-0-999999", "nonsense", "no.such.topic-0-1")) {
      assertThat(client.get("/v1/dead-letters/" + id).status()).isEqualTo(404);
      assertThat(client.post("/v1/dead-letters/" + id + "/replay", null).status()).isEqualTo(404);
    }
    assertThat(client.get("/v1/dead-letters?since=yesterday").status()).isEqualTo(400);
  }

  private String runs() {
    return client.get("/v1/runs?limit=500").json().get("items").findValuesAsText("name").toString();
  }

  private void submit(String topic, String name, String id) {
    servers.topics().send(servers.topic(topic), name, job(name), headers(id));
  }

  /** Puts a message that could be processed among the dead letters. */
  private void letter(String topic, String name, String id) {
    var headers = new HashMap<>(headers(id));
    headers.put("of-its-own", "kept");
    headers.put("__connect.errors.topic", servers.topic(topic));
    headers.put("__connect.errors.partition", "not a number");
    headers.put("__connect.errors.exception.message", "of yesterday");
    servers.topics().send(servers.topic(topic + ".dlt"), name, job(name), headers);
  }

  private static Map<String, String> headers(String id) {
    return Map.of(
        "ce_specversion", "1.0",
        "ce_type", "dev.pharos.job.submit.v1",
        "ce_source", "/test",
        "ce_id", id,
        "content-type", "application/json");
  }

  private static String job(String name) {
    return """
        {"job": {"network": {"name": "lenet5"}, "dataset": {"name": "pets"}, "name": "%s"}}"""
        .formatted(name);
  }
}
