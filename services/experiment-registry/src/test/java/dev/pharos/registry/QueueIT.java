package dev.pharos.registry;

import static dev.pharos.registry.support.FakeWorker.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.job.Device;
import dev.pharos.registry.support.Datasets;
import dev.pharos.registry.support.FakeWorker;
import dev.pharos.registry.support.TestClient;
import dev.pharos.registry.support.TestClient.Answer;
import dev.pharos.registry.support.TestRegistry;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The queue and the teams over HTTP. */
@WithServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueueIT {
  private final TestServers servers;
  private TestRegistry registry;
  private TestClient client;

  QueueIT(TestServers servers) {
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

  /** What a test has left must not be in the next one's queue. */
  @AfterEach
  void clearUp() {
    for (var run : client.get("/v1/runs?limit=500").json().get("items")) {
      client.post("/v1/runs/" + run.get("id").asText() + "/cancel", "{\"force\": true}");
    }
  }

  @Test
  void runsAreMovedAndGetOtherPriorities() {
    var a = submit("\"priority\": 50");
    var b = submit("\"priority\": 50");
    var c = submit("\"priority\": 60");
    awaitQueue(a, b, c);

    assertThat(place(c, "{\"to\": \"before\", \"run\": \"%s\"}".formatted(b)).status())
        .isEqualTo(200);
    awaitQueue(a, c, b);
    assertThat(client.run(c).get("priority").asInt()).isEqualTo(50);
    var moved = place(a, "{\"to\": \"last\"}");
    assertThat(moved.json().get("position").asInt()).isEqualTo(3);
    place(b, "{\"to\": \"first\"}");
    awaitQueue(b, c, a);
    place(b, "{\"to\": \"after\", \"run\": \"%s\"}".formatted(c));
    awaitQueue(c, b, a);

    var urgent = put("/v1/runs/" + a + "/priority", "{\"priority\": 3}");
    assertThat(urgent.json().get("priority").asInt()).isEqualTo(3);
    awaitQueue(a, c, b);
    assertThat(client.run(a).at("/queue/position").asInt()).isEqualTo(1);
    assertThat(client.run(a).at("/job/priority").asInt()).isEqualTo(3);
    assertThat(put("/v1/runs/" + a + "/priority", "{\"priority\": 0}").status()).isEqualTo(400);
    assertThat(place(a, "{\"to\": \"before\"}").status()).isEqualTo(400);
    assertThat(place(UUID.randomUUID(), "{\"to\": \"first\"}").status()).isEqualTo(404);
  }

  @Test
  void whatARunWaitsForIsChangedAndCirclesAreRefused() {
    var a = submit("\"name\": \"a\"");
    var b = submit("\"waitFor\": {\"runs\": [\"%s\"]}".formatted(a));
    var c = submit("\"waitFor\": {\"runs\": [\"%s\"]}".formatted(b));
    var refused = waitFor(a, "{\"runs\": [\"%s\"]}".formatted(c));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().get("detail").asText())
        .isEqualTo(
            "a run would wait for itself: %s waits for %s waits for %s waits for %s"
                .formatted(a, c, b, a));
    assertThat(waitFor(a, "{\"runs\": [\"%s\"]}".formatted(a)).status()).isEqualTo(422);
    assertThat(waitFor(a, "{\"runs\": [\"%s\"]}".formatted(UUID.randomUUID())).status())
        .isEqualTo(422);

    assertThat(item(c).has("position")).isFalse();
    assertThat(item(c).get("reason").asText()).contains("waits for run " + b);
    var freed = waitFor(c, "{}");
    assertThat(freed.json().get("position").asInt()).isEqualTo(2);
    var later = Instant.now().plusSeconds(600);
    assertThat(waitFor(c, "{\"time\": \"%s\"}".formatted(later)).json().get("reason").asText())
        .contains("starts no earlier than");
  }

  @Test
  void manyAreCancelledAtOnceAndThePagesGoOn() {
    put("/v1/teams/bulk", "{\"share\": 2}");
    var runs = new ArrayList<UUID>();
    for (int i = 0; i < 5; i++) {
      runs.add(submit("\"team\": \"bulk\""));
    }
    var other = submit("\"priority\": 1");
    var query = "/v1/queue?team=bulk&limit=3";
    await().until(() -> client.get(query).json().has("next"));
    await().until(() -> ids(client.get("/v1/queue").json()), shown -> shown.get(0).equals(other));
    var first = client.get(query).json();
    assertThat(ids(first)).containsExactlyElementsOf(runs.subList(0, 3));
    assertThat(first.at("/items/0/position").asInt()).isEqualTo(2);
    assertThat(
            ids(
                client
                    .get("/v1/queue?team=bulk&limit=3&cursor=" + first.get("next").asText())
                    .json()))
        .containsExactlyElementsOf(runs.subList(3, 5));

    var nobody = UUID.randomUUID();
    var some =
        client.post(
            "/v1/queue/cancel", "{\"runs\": [\"%s\", \"%s\"]}".formatted(runs.get(0), nobody));
    assertThat(some.json().get("cancelled")).hasSize(1);
    assertThat(some.json().at("/refused/0/run").asText()).isEqualTo(nobody.toString());
    var all = client.post("/v1/queue/cancel", "{\"team\": \"bulk\", \"reason\": \"enough\"}");
    assertThat(all.json().get("cancelled")).hasSize(4);
    assertThat(client.run(runs.get(4)).get("reason").asText()).isEqualTo("enough");
    awaitQueue(other);
    assertThat(client.post("/v1/queue/cancel", "{}").status()).isEqualTo(400);
  }

  @Test
  void startsAreForeseenByWhatIsKnown() {
    var worker = FakeWorker.start(registry.host(), servers, "known", Device.CPU, 1, Map.of());
    try {
      var known = submit("\"training\": {\"epochs\": 2}");
      worker.succeeded(worker.begin(), MODEL);
      await().untilAsserted(() -> assertThat(client.state(known)).isEqualTo("SUCCEEDED"));
      var held = submit("\"name\": \"held\"");
      var attempt = worker.begin();
      var first = submit("\"name\": \"first\"");
      var second = submit("\"name\": \"second\"");
      assertThat(item(first).has("estimatedStart")).isFalse();
      worker.metrics(held, attempt.attempt(), 1, 10);

      await().untilAsserted(() -> assertThat(item(first).has("estimatedStart")).isTrue());
      var start = Instant.parse(item(first).get("estimatedStart").asText());
      assertThat(start).isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(30));
      assertThat(Instant.parse(client.run(second).at("/queue/estimatedStart").asText()))
          .isAfterOrEqualTo(start);
    } finally {
      clearUp();
      worker.leave();
    }
  }

  @Test
  void teamsAreMadeChangedAndRemoved() {
    assertThat(put("/v1/teams/vision", "{\"share\": 3, \"maxDevices\": 4}").status())
        .isEqualTo(201);
    var changed = put("/v1/teams/vision", "{\"maxQueued\": 9}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json())
        .isEqualTo(
            TestRegistry.parse(
                """
                {"name": "vision", "share": 1.0, "maxQueued": 9, "devices": 0, "queued": 0}
                """));
    submit("\"team\": \"vision\"");
    assertThat(client.send("DELETE", "/v1/teams/vision", null).status()).isEqualTo(409);
    assertThat(client.send("DELETE", "/v1/teams/default", null).status()).isEqualTo(409);
    client.post("/v1/queue/cancel", "{\"team\": \"vision\"}");
    assertThat(client.send("DELETE", "/v1/teams/vision", null).status()).isEqualTo(204);
    assertThat(client.send("DELETE", "/v1/teams/vision", null).status()).isEqualTo(404);
    assertThat(put("/v1/teams/a%20b", "{}").status()).isEqualTo(400);
    assertThat(put("/v1/teams/vision", "{\"share\": 0}").status()).isEqualTo(400);
    assertThat(client.get("/v1/teams").json().get("items").findValuesAsText("name"))
        .contains("default");
  }

  private UUID submit(String more) {
    return client.submit(
        "{\"network\": {\"name\": \"lenet5\"}, \"dataset\": {\"name\": \"pets\"}, %s}"
            .formatted(more));
  }

  private Answer place(UUID run, String body) {
    return put("/v1/runs/" + run + "/place", body);
  }

  private Answer waitFor(UUID run, String body) {
    return put("/v1/runs/" + run + "/wait-for", body);
  }

  private Answer put(String path, String body) {
    return client.send("PUT", path, body);
  }

  /** What was shown half a second ago may still be shown. */
  private void awaitQueue(UUID... runs) {
    await()
        .untilAsserted(() -> assertThat(ids(client.get("/v1/queue").json())).containsExactly(runs));
  }

  private static List<UUID> ids(JsonNode page) {
    return StreamSupport.stream(page.get("items").spliterator(), false)
        .map(item -> UUID.fromString(item.at("/run/id").asText()))
        .toList();
  }

  private JsonNode item(UUID run) {
    return await()
        .until(
            () ->
                StreamSupport.stream(
                        client.get("/v1/queue").json().get("items").spliterator(), false)
                    .filter(item -> item.at("/run/id").asText().equals(run.toString()))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }
}
