package dev.pharos.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pharos.artifacts.ArtifactsConfig;
import dev.pharos.contracts.job.AttemptSucceeded;
import dev.pharos.contracts.worker.AttemptAssigned;
import dev.pharos.registry.support.Datasets;
import dev.pharos.registry.support.FakeWorker;
import dev.pharos.registry.support.TestClient;
import dev.pharos.registry.support.TestRegistry;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Rules that act on events. */
@WithServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AutomationsIT {
  private static final AtomicBoolean FIRST = new AtomicBoolean(true);
  private static final String NOTICE = "dev.pharos.automation.notice.v1";
  private static final String SUBMIT =
      """
      {"submit": {"job": {"name": "${event.data.data.label} again", "network": {"name": "lenet5"},
       "dataset": {"name": "pets", "version": "${event.data.data.version}"}, "register": "tabby"}}}
      """;
  private static final String PUBLISH =
      "{\"publish\": {\"type\": \"dev.pharos.automation.notice.v1\", \"data\": {\"name\": \"%s\"}}}";

  private final TestServers servers;
  private Path artifacts;
  private TestRegistry registry;
  private TestClient client;
  private FakeWorker worker;

  AutomationsIT(TestServers servers) {
    this.servers = servers;
  }

  @BeforeAll
  void start(@TempDir Path folder) {
    artifacts = folder;
    registry =
        TestRegistry.start(
            servers, artifacts, Map.of("automations.webhook-secret", "a secret of some length"));
    client = registry.client();
    Datasets.add(servers, "pets", 1);
    worker = FakeWorker.start(registry.host(), servers, "steady");
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  @AfterEach
  void removeRules() {
    for (var rule : client.get("/v1/automations").json().get("items")) {
      client.send("DELETE", "/v1/automations/" + rule.get("name").asText(), null);
    }
  }

  private void rule(String name, String type, String when, String action, String more) {
    var answer =
        client.send(
            "PUT",
            "/v1/automations/" + name,
            "{\"on\": {\"type\": \"%s\"}, \"when\": \"%s\", \"do\": %s%s}"
                .formatted(type, when, action, more));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
  }

  private void notice(String id, String name, String data) {
    send("automation.events", id, NOTICE, "{\"name\": \"%s\", \"data\": %s}".formatted(name, data));
  }

  private void send(String topic, String id, String type, String data) {
    servers
        .topics()
        .send(
            servers.topic(topic),
            "one key, so that they keep their order",
            data,
            Map.of(
                "ce_specversion", "1.0",
                "ce_id", id,
                "ce_type", type,
                "ce_source", "/test",
                "content-type", "application/json"));
  }

  private List<JsonNode> firings(String rule, int count) {
    var path = "/v1/automations/" + rule + "/firings";
    return await()
        .until(
            () -> List.copyOf(client.get(path).json().get("items").findParents("automation")),
            found -> found.size() >= count);
  }

  private long runs(String name) {
    return client.get("/v1/runs?limit=500").json().get("items").findValuesAsText("name").stream()
        .filter(name::equals)
        .count();
  }

  @Test
  void anEventMakesARunOnceHoweverOftenItComes() {
    rule("again", NOTICE, "event.data.name == 'labelled'", SUBMIT, "");
    rule("last", NOTICE, "event.data.name == 'last'", PUBLISH.formatted("over"), "");
    var data = "{\"label\": \"once\", \"version\": 1}";
    notice("twice", "labelled", data);
    notice("other", "something", data);
    notice("twice", "labelled", data);
    notice("last", "last", "{}");

    firings("last", 1);
    var fired = firings("again", 1);
    assertThat(fired).hasSize(1);
    assertThat(fired.get(0).get("state").asText()).isEqualTo("DONE");
    var run = client.run(UUID.fromString(fired.get(0).get("run").asText()));
    assertThat(run.get("name").asText()).isEqualTo("once again");
    assertThat(run.at("/dataset/version").asInt()).isEqualTo(1);
    assertThat(runs("once again")).isEqualTo(1);
    var over =
        servers
            .topics()
            .await(servers.topic("automation.events"), one -> one.value().contains("over"));
    assertThat(over.headers()).containsKey("ce_correlationid");
    worker.succeeded(worker.begin(), FakeWorker.MODEL);
  }

  @Test
  void aRunIsPromotedIfItIsBetterAndARuleDoesNotFollowItself() {
    rule("train", NOTICE, "event.data.name == 'photos'", SUBMIT, "");
    rule(
        "promote",
        "dev.pharos.run.ended.v1",
        "event.data.state == 'SUCCEEDED' && has(event.data.model)",
        "{\"promote\": {\"model\": \"${event.data.model}\", \"version\": \"${event.data.modelVersion}\"}}",
        "");
    rule("tell", "dev.pharos.model.changed.v1", "true", PUBLISH.formatted("photos"), "");

    assertThat(promoted("first", 0.5)).contains("is version", "there was none");
    assertThat(promoted("second", 0.75)).contains("stays", "0.75, and 0.5", "not better");
    assertThat(promoted("third", 0.25)).contains("is version", "0.25, and 0.5");
    var model = client.get("/v1/models/tabby").json();
    assertThat(model.at("/aliases/champion")).isEqualTo(model.at("/versions/0/version"));

    // train, promote and tell would go round and round.
    var told = firings("tell", 1).get(0);
    assertThat(told.get("chain")).extracting(JsonNode::asText).contains("train").endsWith("tell");
    assertThat(
            await()
                .until(
                    () -> firings("train", 4),
                    all -> all.stream().anyMatch(one -> state(one).equals("LOOPED"))))
        .filteredOn(one -> state(one).equals("DONE"))
        .hasSize(3);
  }

  private static String state(JsonNode firing) {
    return firing.get("state").asText();
  }

  /** What the rule said of a run that was trained with an error. */
  private String promoted(String label, double error) {
    var before = client.get("/v1/automations/promote/firings").json().get("items").size();
    notice(label, "photos", "{\"label\": \"%s\", \"version\": 1}".formatted(label));
    AttemptAssigned attempt = worker.begin();
    worker.event(
        attempt.run(),
        new AttemptSucceeded(
            attempt.run(),
            attempt.attempt(),
            worker.id(),
            Map.of("test/top1-error", error),
            null,
            null,
            FakeWorker.MODEL,
            List.of("cat", "dog"),
            List.of(List.of(9, 1), List.of(0, 10)),
            Instant.now()));
    worker.drop(attempt.run(), attempt.attempt());
    return firings("promote", before + 1).get(0).get("detail").asText();
  }

  @Test
  void theVersionInOfficeIsMeasuredOnNewDataFirst() throws IOException {
    Datasets.add(servers, "pets", 2);
    train("old", 1);
    var alias = "/v1/models/siamese/aliases/champion";
    assertThat(client.send("PUT", alias, "{\"version\": 1}").status()).isEqualTo(200);
    rule(
        "office",
        "dev.pharos.run.ended.v1",
        "event.data.name == 'new'",
        "{\"promote\": {\"model\": \"siamese\", \"version\": \"${event.data.modelVersion}\","
            + " \"otherwise\": \"measure\"}}",
        "");
    train("new", 2);

    var waiting = firings("office", 1).get(0);
    assertThat(state(waiting)).isEqualTo("WAITING");
    assertThat(waiting.get("detail").asText())
        .isEqualTo("version 1 is being measured on pets version 2");
    var report = "{\"top1Error\": 0.5, \"top5Error\": 0}".getBytes(UTF_8);
    var stored = new ArtifactsConfig(artifacts).open().put(new ByteArrayInputStream(report));
    var task =
        TestRegistry.parse(
            servers.topics().await(servers.topic("inspection.tasks"), one -> true).value());
    assertThat(task.at("/spec/version").asInt()).isEqualTo(1);
    assertThat(task.at("/spec/dataset/version").asInt()).isEqualTo(2);
    send(
        "inspection.events",
        "measured",
        "dev.pharos.inspection.succeeded.v1",
        """
        {"inspection": "%s", "worker": "w", "at": "2026-11-22T10:00:00Z", "results": [{"name":
         "evaluation.json", "mediaType": "application/json", "artifact": {"digest": "%s", "size": %d}}]}
        """
            .formatted(task.get("inspection").asText(), stored.digest(), stored.size()));

    await().until(() -> state(firings("office", 1).get(0)).equals("DONE"));
    assertThat(firings("office", 1).get(0).get("detail").asText())
        .isEqualTo(
            "siamese@champion is version 2 now: test/top1-error is 0.05, and 0.5 for version 1,"
                + " measured on pets version 2");
    assertThat(client.get("/v1/models/siamese").json().at("/aliases/champion").asInt())
        .isEqualTo(2);
  }

  private void train(String name, int version) {
    var run =
        client.submit(
            """
            {"name": "%s", "network": {"name": "lenet5"}, "register": "siamese",
             "dataset": {"name": "pets", "version": %d}}
            """
                .formatted(name, version));
    worker.succeeded(worker.begin(), FakeWorker.MODEL);
    await().until(() -> client.state(run).equals("SUCCEEDED"));
  }

  @Test
  void aRuleActsNoMoreOftenThanItMay() {
    var limit = ", \"limit\": {\"times\": 1, \"seconds\": 3600}";
    rule("once", NOTICE, "event.data.name == 'often'", PUBLISH.formatted("acted"), limit);
    notice("often-1", "often", "{}");
    notice("often-2", "often", "{}");

    assertThat(firings("once", 2))
        .extracting(AutomationsIT::state)
        .containsExactly("LIMITED", "DONE");
  }

  @Test
  void whatIsWrongWithAnActionIsToldAndStopsNothing() {
    rule("bad", NOTICE, "event.data.name == 'bad'", SUBMIT, "");
    rule("blind", NOTICE, "event.data.data.missing == 1", PUBLISH.formatted("x"), "");
    notice("bad-1", "bad", "{\"label\": \"bad\", \"version\": 7}");
    notice("bad-2", "bad", "{\"label\": \"bad\"}");
    notice("bad-3", "bad", "{\"label\": \"bad\\u0000\", \"version\": {}}");

    var fired = firings("bad", 3);
    assertThat(fired)
        .extracting(AutomationsIT::state)
        .containsExactly("REFUSED", "FAILED", "REFUSED");
    assertThat(fired.get(2).get("detail").asText()).contains("version");
    assertThat(fired.get(1).get("detail").asText()).contains("'version' is not present");
    assertThat(client.get("/v1/automations/blind").json().get("lastError").asText())
        .contains("missing");
  }

  @Test
  void webhooksAreSignedAndCalledUntilTheyAnswer() throws Exception {
    BlockingQueue<Map<String, String>> calls = new LinkedBlockingQueue<>();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hook", exchange -> answer(exchange, calls));
    server.start();
    try {
      var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
      var action = "{\"webhook\": {\"url\": \"%s\", \"data\": {\"who\": \"${event.id}\"}}}";
      rule("hook", NOTICE, "event.data.name == 'call'", action.formatted(url), "");
      notice("call-1", "call", "{}");

      var first = calls.poll(20, TimeUnit.SECONDS);
      var second = calls.poll(20, TimeUnit.SECONDS);
      assertThat(second.get("webhook-id")).isEqualTo(first.get("webhook-id"));
      assertThat(first.get("webhook-signature")).startsWith("v1,");
      assertThat(TestRegistry.parse(second.get("body")).at("/data/who").asText())
          .isEqualTo("call-1");
      assertThat(TestRegistry.parse(second.get("body")).at("/event/data/name").asText())
          .isEqualTo("call");
      await().until(() -> state(firings("hook", 1).get(0)).equals("DONE"));
      assertThat(firings("hook", 1).get(0).get("attempts").asInt()).isEqualTo(2);
    } finally {
      server.stop(0);
    }
  }

  /** The first call fails. */
  private static void answer(HttpExchange exchange, BlockingQueue<Map<String, String>> calls)
      throws IOException {
    var headers = exchange.getRequestHeaders();
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    int status = FIRST.getAndSet(false) ? 503 : 204;
    calls.add(
        Map.of(
            "webhook-id",
            headers.getFirst("webhook-id"),
            "webhook-signature",
            headers.getFirst("webhook-signature"),
            "body",
            body));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Test
  void aTrialTellsWhatWouldBeAndDoesNothing() {
    notice("try-1", "tried", "{\"label\": \"tried\", \"version\": 1}");
    notice("try-2", "tried", "{\"label\": \"tried\", \"version\": 9}");
    await()
        .until(
            () -> client.get("/v1/automation-events?type=" + NOTICE).json().get("items").toString(),
            events -> events.contains("try-2"));

    var answer =
        client.post(
            "/v1/automation-trials?limit=2",
            "{\"on\": {\"type\": \"%s\"}, \"do\": %s}".formatted(NOTICE, SUBMIT));

    var results = answer.json().get("items");
    assertThat(results.findValuesAsText("id")).containsExactly("try-2", "try-1");
    assertThat(results.findValuesAsText("state")).containsExactly("REFUSED", "DONE");
    assertThat(results.get(1).get("detail").asText()).contains("was submitted: tried again");
    assertThat(runs("tried again")).isZero();
  }

  @Test
  void aWrongRuleIsRefusedWithItsFields() {
    var answer =
        client.send(
            "PUT",
            "/v1/automations/wrong",
            "{\"on\": {\"type\": \"%s\"}, \"when\": \"event.data ==\", \"do\": %s}"
                .formatted(NOTICE, SUBMIT.replace("${event.data.data.label}", "${evnt}")));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("errors").findValuesAsText("field"))
        .containsExactly("when", "do.submit.job.name");
    assertThat(client.get("/v1/automations/wrong").status()).isEqualTo(404);
    assertThat(client.send("DELETE", "/v1/automations/wrong", null).status()).isEqualTo(404);
  }
}
