package dev.pharos.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.engine.Classifier;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.PngEncoder;
import dev.pharos.imaging.SplitMix;
import dev.pharos.runtime.ServiceHost;
import dev.pharos.runtime.config.Settings;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway on a real broker with real networks, told of models as the registry would tell it. */
@WithServers
@Timeout(120)
class ServingGatewayIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private TestServers servers;
  private String topicPrefix;
  private TestRegistry registry;
  private ServiceHost host;
  private int port;

  @BeforeEach
  void start(TestServers given) throws Exception {
    servers = given;
    // Models outlive a test on their compacted topic.
    topicPrefix = servers.topicPrefix() + UUID.randomUUID() + ".";
    registry = new TestRegistry(servers.bootstrapServers(), topicPrefix, folder);
    startGateway();
  }

  private void startGateway() {
    port = freePort();
    var settings =
        Map.of(
            "admin.port",
            "0",
            "http.port",
            String.valueOf(port),
            "kafka.bootstrap-servers",
            servers.bootstrapServers(),
            "kafka.topic-prefix",
            topicPrefix,
            "artifacts.directory",
            folder.resolve("store").toString(),
            "serving.batching.max-queue",
            "1000");
    host = TestRegistry.join(ServiceHost.open(Settings.of(settings)));
    TestRegistry.join(host.start("serving-gateway", ServingGateway::start));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    TestRegistry.join(host.close());
    registry.close();
  }

  @Test
  void answersExactlyWhatTheNetworkSaysOfTheImageAsTrainingPreparesIt() throws Exception {
    var artifact = registry.model(1);
    registry.tell("fruit", List.of(artifact), Map.of("champion", 1));
    awaitServed("fruit", 1);
    var image = noise(40, 30, 5);

    var answer = json(classify("fruit", "?top=4", png(image)));

    var expected = expected(artifact, image);
    var ranked = answer.getJsonArray("predictions").getJsonObject(0).getJsonArray("predictions");
    assertThat(ranked).hasSize(4);
    for (var each : ranked) {
      var one = (JsonObject) each;
      assertThat(one.getDouble("probability"))
          .isCloseTo(expected[TestRegistry.CLASSES.indexOf(one.getString("label"))], within(1e-6));
    }
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(registry.predictions())
                    .anyMatch(
                        event ->
                            event.model().equals("fruit")
                                && event.version() == 1
                                && event.labels().size() == 1
                                && event.milliseconds() > 0));
  }

  @Test
  void theTensorDoorGivesTheSameAnswerAsTheImageDoor() throws Exception {
    registry.tell("fruit", List.of(registry.model(2)), Map.of());
    var image = noise(28, 28, 6);
    awaitKnown("fruit");
    var best =
        json(classify("fruit", "?top=1", png(image)))
            .getJsonArray("predictions")
            .getJsonObject(0)
            .getJsonArray("predictions")
            .getJsonObject(0);

    // The network sees the stored image with its border continued by two pixels on each side.
    var tensor = new JsonArray();
    for (var y = 0; y < 32; y++) {
      for (var x = 0; x < 32; x++) {
        tensor.add(image.at(inside(y - 2), inside(x - 2), 0));
      }
    }
    var request =
        new JsonObject()
            .put(
                "inputs",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("name", "image")
                            .put("datatype", "UINT8")
                            .put("shape", new JsonArray(List.of(1, 1, 32, 32)))
                            .put("data", tensor)));
    var response =
        json(
            send(
                request("/v2/models/fruit/infer")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(request.encode()))));

    var outputs = response.getJsonArray("outputs");
    assertThat(outputs.getJsonObject(1).getJsonArray("data").getString(0))
        .isEqualTo(best.getString("label"));
    assertThat(
            outputs.getJsonObject(0).getJsonArray("data").stream()
                .mapToDouble(value -> ((Number) value).doubleValue())
                .max()
                .orElseThrow())
        .isCloseTo(best.getDouble("probability"), within(1e-5));
  }

  private static int inside(int position) {
    return Math.max(0, Math.min(27, position));
  }

  @Test
  void promotesUnderLoadWithoutAFailedRequest() throws Exception {
    var versions = List.of(registry.model(1), registry.model(2), registry.model(3));
    registry.tell("fruit", versions, Map.of("champion", 1));
    awaitServed("fruit", 1);
    var png = png(noise(28, 28, 7));
    var stop = new AtomicBoolean();
    var failures = new ConcurrentLinkedQueue<String>();
    Set<Integer> served = ConcurrentHashMap.newKeySet();
    var clients =
        IntStream.range(0, 4)
            .mapToObj(i -> new Thread(() -> load(stop, png, failures, served)))
            .toList();
    clients.forEach(Thread::start);

    for (var version : List.of(2, 3, 1, 2)) {
      registry.tell("fruit", versions, Map.of("champion", version));
      awaitServed("fruit", version);
    }
    stop.set(true);
    for (var client : clients) {
      client.join();
    }

    assertThat(failures).isEmpty();
    assertThat(served).containsExactlyInAnyOrder(1, 2, 3);
    // The versions that served before are freed.
    await()
        .atMost(LIMIT)
        .until(() -> host.meters().get("pharos.serving.models.loaded").gauge().value() == 1);
  }

  private void load(
      AtomicBoolean stop, byte[] png, ConcurrentLinkedQueue<String> failures, Set<Integer> served) {
    while (!stop.get()) {
      try {
        var response = classify("fruit", "", png);
        if (response.statusCode() == 200) {
          served.add(json(response).getInteger("version"));
        } else {
          failures.add(response.body());
        }
      } catch (Exception e) {
        failures.add(e.toString());
      }
    }
  }

  @Test
  void aModelThatCannotBeLoadedLeavesTheOldOneServingAndIsTold() throws Exception {
    var absent = new ArtifactRef("sha256:" + "1".repeat(64), 10);
    var versions = List.of(registry.model(1), absent);
    registry.tell("fruit", versions, Map.of("champion", 1));
    awaitServed("fruit", 1);

    registry.tell("fruit", versions, Map.of("champion", 2));

    await()
        .atMost(LIMIT)
        .until(() -> host.meters().get("pharos.serving.load.failures").counter().count() >= 1);
    assertThat(json(classify("fruit", "", png(noise(8, 8, 1)))).getInteger("version")).isEqualTo(1);
    var ready = send(admin("/health/ready"));
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body())
        .contains("champion of fruit stays with version 1", "fruit version 2 cannot be loaded");
    assertThat(send(admin("/metrics")).body())
        .contains("pharos_serving_aliases_behind 1.0", "pharos_serving_request_seconds_bucket{");
  }

  @Test
  void knowsItsModelsAgainAfterARestart() throws Exception {
    var versions = List.of(registry.model(1), registry.model(2));
    registry.tell("fruit", versions, Map.of("champion", 1));
    registry.tell("fruit", versions, Map.of("champion", 2));
    awaitServed("fruit", 2);
    TestRegistry.join(host.close());

    startGateway();

    await().atMost(LIMIT).until(() -> send(admin("/health/ready")).statusCode() == 200);
    assertThat(json(classify("fruit", "", png(noise(8, 8, 1)))).getInteger("version")).isEqualTo(2);
    assertThat(host.meters().get("pharos.serving.models.loaded").gauge().value()).isEqualTo(1);
  }

  private void awaitServed(String model, int version) throws Exception {
    var png = png(noise(8, 8, 1));
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              var response = classify(model, "?alias=champion", png);
              return response.statusCode() == 200
                  && json(response).getInteger("version") == version;
            });
  }

  private void awaitKnown(String model) {
    await()
        .atMost(LIMIT)
        .until(() -> send(request("/v2/models/" + model + "/ready").GET()).statusCode() == 200);
  }

  private float[] expected(ArtifactRef artifact, Pixels image) throws IOException {
    var pixels = new float[TestRegistry.PREPROCESSING.input().volume()];
    TestRegistry.PREPROCESSING.toTensor(image, pixels, 0);
    try (var classifier = Classifier.load(registry.artifacts().localFile(artifact))) {
      return classifier.probabilities(pixels, 1)[0];
    }
  }

  private HttpResponse<String> classify(String model, String query, byte[] image) throws Exception {
    return send(
        request("/v1/models/%s/classify%s".formatted(model, query))
            .header("Content-Type", "image/png")
            .POST(HttpRequest.BodyPublishers.ofByteArray(image)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(LIMIT);
  }

  private HttpRequest.Builder admin(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.adminPort() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonObject json(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new JsonObject(response.body());
  }

  private static byte[] png(Pixels image) {
    try (var png = new PngEncoder()) {
      return png.encode(image);
    }
  }

  private static Pixels noise(int height, int width, long seed) {
    var random = new SplitMix(seed);
    var pixels = new byte[height * width];
    for (var i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    return new Pixels(height, width, 1, pixels);
  }
}
