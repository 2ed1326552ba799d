package dev.pharos.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.artifacts.ArtifactsConfig;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.run.MetricPoint;
import dev.pharos.registry.support.Datasets;
import dev.pharos.registry.support.FakeWorker;
import dev.pharos.registry.support.TestClient;
import dev.pharos.registry.support.TestRegistry;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the registry shows, and what it says about mistakes. */
@WithServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpIT {
  private static final String JOB =
      """
      {"network": {"name": "lenet5"}, "dataset": {"name": "pets"}, "name": "%s",
       "experiment": "%s", "tags": {"team": "vision"}}
      """;

  private final TestServers servers;
  private final byte[] modelBytes =
      "a model of sorts".getBytes(java.nio.charset.StandardCharsets.UTF_8);
  private TestRegistry registry;
  private TestClient client;
  private UUID trained;

  HttpIT(TestServers servers) {
    this.servers = servers;
  }

  @BeforeAll
  void start(@TempDir Path artifacts) throws Exception {
    registry = TestRegistry.start(servers, artifacts);
    client = registry.client();
    Datasets.add(servers, "pets", 1);
    var model = new ArtifactsConfig(artifacts).open().put(new ByteArrayInputStream(modelBytes));
    trained = train(model);
  }

  /** One run with a thousand points, a peak and a value that is none, logs and a model. */
  private UUID train(ArtifactRef model) {
    var worker = FakeWorker.start(registry.host(), servers, "trainer");
    var run = client.submit(JOB.formatted("trained", "shown"));
    var attempt = worker.begin();
    var points = new ArrayList<MetricPoint>();
    for (var step = 1; step <= 1_000; step++) {
      var value = step == 500 ? 99.0 : step == 700 ? Double.NaN : 1.0 / step;
      points.add(new MetricPoint("train/loss", step, 1 + step / 500, value, Instant.now()));
    }
    worker.report(run, 1, points, null);
    for (var line = 1; line <= 5; line++) {
      worker.log(run, 1, line, "line " + line + "\0");
    }
    worker.succeeded(attempt, model);
    await().until(() -> client.state(run).equals("SUCCEEDED"));
    await().until(() -> client.run(run).at("/metrics/train~1loss").asDouble() == 0.001);
    await().until(() -> logs(run, "").get("items").size() == 5);
    worker.leave();
    return run;
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  @Test
  void runsAreListedNewestFirstPageByPage() {
    var names = IntStream.range(0, 5).mapToObj(i -> "listed " + i).toList();
    names.forEach(name -> client.submit(JOB.formatted(name, "listed")));
    assertThat(client.get("/v1/runs?experiment=listed&limit=2").json().get("items")).hasSize(2);
    assertThat(names("?experiment=listed&limit=2"))
        .containsExactly("listed 4", "listed 3", "listed 2", "listed 1", "listed 0");
    assertThat(items("/v1/runs?experiment=listed&state=SUCCEEDED")).isEmpty();
    assertThat(items("/v1/runs?network=lenet5&dataset=pets&state=SUCCEEDED")).hasSize(1);
    assertThat(items("/v1/runs?dataset=other")).isEmpty();
    var experiments = client.get("/v1/experiments").json().get("items");
    assertThat(experiments.findValuesAsText("name")).contains("listed", "shown").isSorted();
    assertThat(experiments.get(0).get("runs").asInt()).isEqualTo(5);
    assertThat(client.get("/v1/experiments?limit=1").json().hasNonNull("next")).isTrue();
  }

  @Test
  void runsAreFoundByWhatTheyAreCalledWherever() {
    client.submit(JOB.formatted("Needle 100%", "stacked"));
    for (var text : List.of("needle", "100%25", "STACKED")) {
      assertThat(names("?text=" + text)).as(text).containsExactly("Needle 100%");
    }
    assertThat(names("?experiment=stacked&text=vision")).hasSize(1);
    assertThat(names("?text=" + trained)).hasSize(1);
  }

  @Test
  void runsAreRankedByAMetricPageByPageAndThoseWithoutComeLast() throws SQLException {
    var values = List.of("0.5", "0.25", "NaN", "0.75", "0.25");
    for (var i = 0; i < values.size(); i++) {
      var run = client.submit(JOB.formatted("ranked " + i, "ranked"));
      measured(run, "test/loss", values.get(i));
    }
    client.submit(JOB.formatted("Ranked without", "ranked"));

    assertThat(names("?experiment=ranked&sort=test/loss&limit=2"))
        .containsExactly(
            "ranked 1", "ranked 4", "ranked 0", "ranked 3", "ranked 2", "Ranked without");
    assertThat(names("?experiment=ranked&sort=test/loss&order=desc&limit=2"))
        .startsWith("ranked 3", "ranked 0", "ranked 4", "ranked 1");
    assertThat(names("?experiment=ranked&sort=name&order=desc&limit=2"))
        .startsWith("Ranked without", "ranked 4")
        .endsWith("ranked 0");
    assertThat(names("?experiment=ranked&order=asc&limit=4")).startsWith("ranked 0", "ranked 1");
  }

  private void measured(UUID run, String metric, String value) throws SQLException {
    var sql = "insert into latest_metrics values (?, ?, 1, 1, cast(? as double precision))";
    try (var connection = servers.connect();
        var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, run);
      statement.setString(2, metric);
      statement.setString(3, value);
      statement.execute();
    }
  }

  /** The names of the runs of a list, however many pages it has. */
  private List<String> names(String query) {
    var names = new ArrayList<String>();
    var cursor = "";
    do {
      var page = client.get("/v1/runs" + query + cursor).json();
      page.get("items").forEach(run -> names.add(run.get("name").asText()));
      cursor = page.hasNonNull("next") ? "&cursor=" + page.get("next").asText() : null;
    } while (cursor != null);
    return names;
  }

  @Test
  void aLongHistoryIsThinnedAndKeepsItsEndsAndPeaks() {
    var whole = points("?name=train/loss&points=2000");
    assertThat(whole).hasSize(1_000);
    var thin = points("?name=train/loss&points=50");
    assertThat(thin).hasSizeBetween(30, 50);
    assertThat(thin.get(0).get("step").asInt()).isEqualTo(1);
    assertThat(thin.get(thin.size() - 1).get("step").asInt()).isEqualTo(1_000);
    assertThat(thin).anyMatch(point -> point.get("value").asDouble() == 99.0);
    assertThat(thin).anyMatch(point -> point.get("value").asText().equals("NaN"));
    assertThat(thin.stream().map(point -> point.get("step").asInt()).toList()).isSorted();
    assertThat(points("?name=train/loss&points=4")).hasSizeLessThanOrEqualTo(4);
    var both =
        client
            .get("/v1/runs/%s/metrics?name=none&name=test/loss".formatted(trained))
            .json()
            .get("series");
    assertThat(both.findValuesAsText("name")).containsExactly("none", "test/loss");
    assertThat(both.get(1).at("/points/0/step").asInt()).isEqualTo(1_000);
    var all = client.get("/v1/runs/%s/metrics".formatted(trained)).json().get("series");
    assertThat(all.findValuesAsText("name"))
        .containsExactly("test/loss", "test/top1-error", "train/loss");
  }

  @Test
  void logsComePageByPageOrAsText() {
    var first = logs(trained, "?limit=3");
    assertThat(first.get("items").findValuesAsText("sequence")).containsExactly("1", "2", "3");
    var rest = logs(trained, "?after=" + first.get("next").asText());
    assertThat(rest.get("items").findValuesAsText("sequence")).containsExactly("4", "5");
    var end = logs(trained, "?after=" + rest.get("next").asText());
    assertThat(end.get("items")).isEmpty();
    assertThat(end.get("next")).isEqualTo(rest.get("next"));
    var text = client.get("/v1/runs/" + trained + "/logs", "Accept", "text/plain");
    assertThat(text.header("Content-Type")).startsWith("text/plain");
    assertThat(text.response().body().lines()).hasSize(5).first().asString().contains("line 1");
  }

  @Test
  void artifactsAreDownloadedAsTheyAre() {
    var path = "/v1/runs/" + trained + "/artifacts/model";
    var request = HttpRequest.newBuilder(URI.create(registry.url(path))).build();
    var answer = TestClient.exchange(request, BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(modelBytes);
    var tag = answer.headers().firstValue("ETag").orElseThrow();
    assertThat(client.get(path, "If-None-Match", tag).status()).isEqualTo(304);
    assertThat(client.get("/v1/runs/" + trained + "/artifacts/checkpoint").status()).isEqualTo(404);
    assertThat(client.get("/v1/runs/" + trained + "/artifacts/other").status()).isEqualTo(400);
  }

  @Test
  void modelsHaveVersionsAndAliases() {
    var body = "{\"run\": \"%s\"}".formatted(trained);
    var created = client.post("/v1/models/pets-model/versions", body);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().get("version").asInt()).isEqualTo(1);
    assertThat(created.json().get("network").asText()).isEqualTo("lenet5");
    assertThat(client.post("/v1/models/pets-model/versions", body).status()).isEqualTo(200);
    assertThat(client.run(trained).at("/model/name").asText()).isEqualTo("pets-model");

    var alias = "/v1/models/pets-model/aliases/champion";
    var promoted = client.send("PUT", alias, "{\"version\": 1}");
    assertThat(promoted.status()).isEqualTo(200);
    assertThat(promoted.json().at("/aliases/champion").asInt()).isEqualTo(1);
    assertThat(client.send("PUT", alias, "{\"version\": 1}").status()).isEqualTo(200);
    var missing = client.send("PUT", alias, "{\"version\": 2}");
    assertThat(missing.status()).isEqualTo(422);
    assertThat(missing.json().get("detail").asText()).contains("no version 2; valid: [1]");
    assertThat(client.send("DELETE", alias, null).status()).isEqualTo(204);
    assertThat(client.send("DELETE", alias, null).status()).isEqualTo(204);
    assertThat(items("/v1/models")).hasSize(1);
    // Told on every change that is one, and on no other.
    await().until(() -> servers.topics().read(servers.topic("model.events")).size() == 3);
    assertThat(
            servers.topics().read(servers.topic("model.events")).stream()
                .map(record -> TestRegistry.parse(record.value()).get("revision").asInt()))
        .containsExactly(1, 2, 3);
  }

  @Test
  void mistakesWithModelsAreExplained() {
    assertThat(client.get("/v1/models/none").status()).isEqualTo(404);
    assertThat(client.send("PUT", "/v1/models/none/aliases/a", "{\"version\": 1}").status())
        .isEqualTo(404);
    assertThat(client.send("DELETE", "/v1/models/none/aliases/a", null).status()).isEqualTo(404);
    var reserved = client.send("PUT", "/v1/models/none/aliases/v1", "{\"version\": 1}");
    assertThat(reserved.status()).isEqualTo(400);
    assertThat(reserved.json().at("/errors/0/field").asText()).isEqualTo("alias");
    var run = client.submit(JOB.formatted("untrained", "other"));
    var body = "{\"run\": \"%s\"}".formatted(run);
    assertThat(client.post("/v1/models/m/versions", body).status()).isEqualTo(409);
    assertThat(client.post("/v1/models/a%20b/versions", body).status()).isEqualTo(400);
    var nobody = "{\"run\": \"%s\"}".formatted(UUID.randomUUID());
    assertThat(client.post("/v1/models/m/versions", nobody).status()).isEqualTo(404);
    assertThat(client.post("/v1/models/m/versions", "{\"run\": \"x\"}").status()).isEqualTo(400);
    assertThat(client.get("/v1/models/m").status()).isEqualTo(404);
  }

  @Test
  void networksAreDescribed() {
    var all = client.get("/v1/networks").json().get("items");
    assertThat(all).hasSizeGreaterThanOrEqualTo(3);
    var lenet = client.get("/v1/networks/lenet5?classes=4&batch=2&activation=relu").json();
    assertThat(lenet.get("classes").asInt()).isEqualTo(4);
    assertThat(lenet.at("/layers/0/output")).hasSize(3);
    assertThat(lenet.at("/memory/parametersBytes").asLong())
        .isEqualTo(4 * lenet.get("parameters").asLong());
    assertThat(client.get("/v1/networks/lenet6").status()).isEqualTo(404);
    var wrong = client.get("/v1/networks/lenet5?activation=step");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().at("/errors/0/field").asText()).isEqualTo("activation");
    for (var refused : List.of("batch=0", "batch=65537", "classes=1", "input=64", "optimizer=x")) {
      var answer = client.get("/v1/networks/lenet5?" + refused);
      assertThat(answer.status()).as(refused).isEqualTo(400);
      assertThat(answer.json().at("/errors/0/field").asText())
          .isEqualTo(refused.substring(0, refused.indexOf('=')));
    }
  }

  @Test
  void whatANetworkNeedsToTrainAddsUp() {
    var adam = client.get("/v1/networks/alexnet-single?batch=16").json();
    var sgd = client.get("/v1/networks/alexnet-single?batch=16&optimizer=sgd").json();
    var parameters = 4L * 62_378_344;
    assertThat(adam.at("/memory/updaterBytes").asLong()).isEqualTo(2 * parameters);
    assertThat(sgd.at("/memory/updaterBytes").asLong()).isEqualTo(parameters);
    for (var network : List.of(adam, sgd)) {
      var memory = network.get("memory");
      assertThat(memory.get("trainingBytes").asLong())
          .isEqualTo(
              memory.get("parametersBytes").asLong()
                  + memory.get("gradientsBytes").asLong()
                  + memory.get("updaterBytes").asLong()
                  + memory.get("activationsBytes").asLong());
      assertThat(memory.get("activationsBytes").asLong())
          .isEqualTo(network.at("/trainingTotals/activationBytes").asLong());
      var image = 4L * 16 * 227 * 227 * 3;
      assertThat(network.at("/totals/activationBytes").asLong())
          .isEqualTo(image + sum(network.get("layers"), "activationBytes"));
      assertThat(network.at("/totals/multiplyAdds").asLong())
          .isEqualTo(sum(network.get("layers"), "multiplyAdds"));
    }
    assertThat(adam.at("/layers/0/inputs/0").asText()).isEqualTo("input");
  }

  @Test
  void aMistakeInAPatternIsPointedAt() {
    var text = "INPUT(32x32x3) -> CONVV(5x5,32) -> FC(10)";
    var refused =
        client.get(
            "/v1/networks/pattern?pattern=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    assertThat(refused.status()).isEqualTo(400);
    var error = refused.json().at("/errors/0");
    assertThat(error.get("field").asText()).isEqualTo("pattern");
    assertThat(error.get("position").asInt()).isEqualTo(text.indexOf("CONVV"));
    assertThat(error.get("length").asInt()).isEqualTo("CONVV".length());
    assertThat(error.get("message").asText()).contains("CONV");
    var good = "INPUT(32x32x3) -> [CONV(5x5,32,pad=2) -> RELU]*2 -> GAP -> FC(10)";
    var built =
        client.get(
            "/v1/networks/pattern?pattern=" + URLEncoder.encode(good, StandardCharsets.UTF_8));
    assertThat(built.json().at("/totals/parameters").asLong())
        .isEqualTo((5 * 5 * 3 + 1) * 32 + (5 * 5 * 32 + 1) * 32 + (32 + 1) * 10);
  }

  @Test
  void recipesSayEveryValueOfATraining() {
    var recipes = client.get("/v1/recipes").json().get("items");
    assertThat(recipes).hasSizeGreaterThanOrEqualTo(7);
    var alexnet =
        StreamSupport.stream(recipes.spliterator(), false)
            .filter(recipe -> recipe.get("name").asText().equals("alexnet-paper"))
            .findFirst()
            .orElseThrow();
    assertThat(alexnet.at("/training/batchSize").asInt()).isEqualTo(128);
    assertThat(alexnet.at("/training/momentum").asDouble()).isEqualTo(0.9);
    assertThat(alexnet.at("/training/schedule/kind").asText()).isEqualTo("plateau");
    assertThat(alexnet.at("/training/schedule/most").asInt()).isEqualTo(3);
  }

  private static long sum(JsonNode layers, String figure) {
    return StreamSupport.stream(layers.spliterator(), false)
        .mapToLong(layer -> layer.get(figure).asLong())
        .sum();
  }

  @Test
  void mistakesInTheAddressAreProblems() {
    var unknown = client.get("/v1/runs/" + UUID.randomUUID());
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().get("type").asText()).isEqualTo("urn:pharos:problem:not-found");
    assertThat(client.get("/v1/runs/x").status()).isEqualTo(404);
    assertThat(client.get("/v1/nothing").status()).isEqualTo(404);
    assertThat(client.send("DELETE", "/v1/runs", null).status()).isEqualTo(405);
    var limit = client.get("/v1/runs?limit=0");
    assertThat(limit.status()).isEqualTo(400);
    assertThat(limit.json().at("/errors/0/field").asText()).isEqualTo("limit");
    assertThat(client.get("/v1/runs?cursor=nonsense").status()).isEqualTo(400);
    assertThat(client.get("/v1/runs?state=LOST").status()).isEqualTo(400);
    assertThat(client.get("/v1/runs?sort=loss").json().get("detail").asText())
        .contains("'loss'", "created", "validation/top1-error");
    assertThat(client.get("/v1/runs?sort=test/loss&cursor=YQpi").json().get("detail").asText())
        .contains("another list or order");
    assertThat(client.get("/v1/runs/" + trained + "/metrics?points=2").status()).isEqualTo(400);
    assertThat(client.get("/v1/runs/" + UUID.randomUUID() + "/metrics").status()).isEqualTo(404);
    assertThat(client.get("/v1/events?run=x").status()).isEqualTo(400);
    var untrained = client.submit(JOB.formatted("unevaluated", "other"));
    assertThat(client.get("/v1/runs/" + untrained + "/evaluation").status()).isEqualTo(404);
  }

  @Test
  void theDashboardAndTheContractAreServed() {
    var page = client.get("/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Content-Security-Policy")).contains("'sha256-");
    assertThat(client.get("/runs/" + trained).response().body()).isEqualTo(page.response().body());
    var script = client.get("/js/main.js");
    assertThat(script.header("Content-Type")).startsWith("text/javascript");
    assertThat(client.get("/js/main.js", "If-None-Match", script.header("ETag")).status())
        .isEqualTo(304);
    assertThat(client.get("/js/main.js", "Accept-Encoding", "gzip").header("Content-Encoding"))
        .isEqualTo("gzip");
    assertThat(client.get("/js/none.js").status()).isEqualTo(404);
    assertThat(client.get("/openapi/experiment-registry.yaml").response().body())
        .startsWith("openapi: 3.1.0");
    var platform = client.get("/v1/platform").json();
    assertThat(platform.at("/kafka/bootstrapServers").asText())
        .isEqualTo(servers.bootstrapServers());
    assertThat(items("/v1/workers")).hasSize(1);
  }

  private JsonNode logs(UUID run, String query) {
    return client.get("/v1/runs/" + run + "/logs" + query).json();
  }

  private List<JsonNode> points(String query) {
    var series = client.get("/v1/runs/" + trained + "/metrics" + query).json().get("series");
    var points = new ArrayList<JsonNode>();
    series.get(0).get("points").forEach(points::add);
    return points;
  }

  private List<JsonNode> items(String path) {
    var items = new ArrayList<JsonNode>();
    client.get(path).json().get("items").forEach(items::add);
    return items;
  }
}
