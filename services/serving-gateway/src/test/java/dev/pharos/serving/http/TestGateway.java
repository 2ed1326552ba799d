package dev.pharos.serving.http;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.model.ModelChanged;
import dev.pharos.contracts.model.ModelVersion;
import dev.pharos.imaging.ImageShape;
import dev.pharos.imaging.Pixels;
import dev.pharos.imaging.PngEncoder;
import dev.pharos.runtime.ServiceHost;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.config.Settings;
import dev.pharos.runtime.http.HttpConfig;
import dev.pharos.runtime.http.PublicPaths;
import dev.pharos.runtime.http.WebServer;
import dev.pharos.serving.catalog.Catalog;
import dev.pharos.serving.model.BatchingConfig;
import dev.pharos.serving.model.FakeNetwork;
import dev.pharos.serving.model.ModelPool;
import dev.pharos.serving.model.ModelRouter;
import dev.pharos.serving.model.VersionKey;
import dev.pharos.serving.predict.Predictions;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * The gateway's routes on a real port, before networks whose first class is as probable as an
 * image's first pixel is white. The model {@code tones} has the versions 1, 2 and 3, of which 3
 * cannot be loaded, and 1 is champion; {@code unused} has one version and no alias.
 */
final class TestGateway implements AutoCloseable {
  static final int MAX_BYTES = 100_000;
  static final int MAX_IMAGES = 4;
  static final ImageShape SHAPE = new ImageShape(2, 2, 1);

  private static final VersionKey CHAMPION = new VersionKey("tones", 1);

  final Queue<String> answered = new ConcurrentLinkedQueue<>();
  private final FakeNetwork network = new FakeNetwork(SHAPE);
  private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ServiceHost host;
  private int port;

  TestGateway() {
    host = await(ServiceHost.open(Settings.of(Map.of("admin.port", "0"))));
    await(
        host.start(
            "serving-gateway",
            context -> {
              var batching = new BatchingConfig(2, Duration.ZERO, MAX_IMAGES);
              var pool =
                  new ModelPool(
                      2,
                      (key, artifact) -> {
                        if (key.version() == 3) {
                          throw new IOException("its parameters are damaged");
                        }
                        var loaded = key.equals(CHAMPION) ? network : new FakeNetwork(SHAPE);
                        return loaded.loaded(key, batching, context.meters());
                      },
                      background);
              var models = new ModelRouter(pool, background);
              models.changed(
                  Catalog.empty()
                      .with(model("tones", 3, Map.of("champion", 1)))
                      .with(model("unused", 1, Map.of())));
              Awaitility.await().until(() -> models.aliases().get(0).arrived());
              var predictions =
                  new Predictions(
                      context.vertx(),
                      models,
                      Duration.ofSeconds(5),
                      (request, answer, whole) -> answered.add(answer.key().toString()));
              var decoding = new WorkPool(context.vertx(), context.meters(), "decoding", 2, 16);
              var limits = new GatewayRoutes.Limits(MAX_BYTES, MAX_IMAGES, 1_000_000);
              var web = WebServer.create(context, http(), PublicPaths.none());
              return new GatewayRoutes(models, pool, predictions, decoding, limits)
                  .mount(context.vertx(), web, () -> true)
                  .compose(mounted -> web.listen())
                  .onSuccess(bound -> port = bound);
            }));
  }

  private static HttpConfig http() {
    return new HttpConfig(
        "127.0.0.1",
        0,
        MAX_BYTES,
        Duration.ofMinutes(1),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static ModelChanged model(String name, int versions, Map<String, Integer> aliases) {
    var digest = "sha256:" + "0".repeat(64);
    return new ModelChanged(
        name,
        1,
        IntStream.rangeClosed(1, versions)
            .mapToObj(
                version ->
                    new ModelVersion(
                        version, new UUID(0, version), new ArtifactRef(digest, 1), Instant.EPOCH))
            .toList(),
        aliases,
        Instant.EPOCH);
  }

  /** The champion's network. */
  FakeNetwork network() {
    return network;
  }

  int port() {
    return port;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  HttpResponse<String> get(String path) throws Exception {
    return text(request(path).GET());
  }

  HttpResponse<String> post(String path, String contentType, byte[] body) throws Exception {
    return text(
        request(path)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  HttpResponse<String> post(String path, String json) throws Exception {
    return text(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  HttpResponse<String> text(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** A PNG of four pixels of one tone, 0 to 255. */
  static byte[] tone(int value) {
    var tone = (byte) value;
    try (var png = new PngEncoder()) {
      return png.encode(new Pixels(SHAPE, new byte[] {tone, tone, tone, tone}));
    }
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    network.letGo();
    await(host.close());
    background.shutdownNow();
  }
}
