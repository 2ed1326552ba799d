package dev.pharos.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import dev.pharos.runtime.ServiceHost;
import dev.pharos.runtime.config.Settings;
import dev.pharos.testkit.TestServers;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The data-set service as it runs in a process of its own, and a client of its API. */
final class RunningService implements AutoCloseable {
  private static final Set<String> ENDED = Set.of("READY", "FAILED", "CANCELLED");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ServiceHost host;
  private final URI address;

  private RunningService(ServiceHost host, URI address) {
    this.host = host;
    this.address = address;
  }

  static RunningService start(TestServers servers, Path folder) throws Exception {
    return start(servers, folder, Map.of());
  }

  static RunningService start(TestServers servers, Path folder, Map<String, String> more)
      throws Exception {
    var port = freePort();
    var settings = new HashMap<String, String>();
    settings.put("http.port", Integer.toString(port));
    settings.put("admin.port", "0");
    settings.put("database.url", servers.jdbcUrl());
    settings.put("database.user", servers.user());
    settings.put("database.password", servers.password());
    settings.put("kafka.bootstrap-servers", servers.bootstrapServers());
    settings.put("kafka.topic-prefix", servers.topicPrefix());
    settings.put("artifacts.directory", folder.resolve("artifacts").toString());
    settings.put("imports.directory", folder.resolve("imports").toString());
    settings.putAll(more);
    var host = await(ServiceHost.open(Settings.of(settings)));
    try {
      await(host.start("dataset-service", DatasetService::start));
    } catch (RuntimeException e) {
      await(host.close());
      throw e;
    }
    return new RunningService(host, URI.create("http://127.0.0.1:" + port));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  URI address() {
    return address;
  }

  /** A bare connection, for requests that no client would send. */
  Socket connect() throws IOException {
    return new Socket(address.getHost(), address.getPort());
  }

  HttpResponse<byte[]> send(String method, String path, BodyPublisher body, String... headers)
      throws Exception {
    var request = HttpRequest.newBuilder(address.resolve(path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> get(String path) throws Exception {
    return send("GET", path, BodyPublishers.noBody());
  }

  HttpResponse<byte[]> post(String path, Object body, String... headers) throws Exception {
    var all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/json";
    return send(
        "POST", path, BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(body)), all);
  }

  static JsonNode json(HttpResponse<byte[]> response) throws IOException {
    return Json.mapper().readTree(response.body());
  }

  /** Asks for an import of a path, which must be accepted. */
  JsonNode startImport(String dataset, Path path) throws Exception {
    var response =
        post("/v1/datasets/%s/imports".formatted(dataset), Map.of("path", path.toString()));
    if (response.statusCode() != 202) {
      throw new AssertionError(response.statusCode() + ": " + json(response));
    }
    return json(response);
  }

  /** The import when it has ended. */
  JsonNode ended(JsonNode started) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> json(get("/v1/imports/" + started.get("id").asText())),
            now -> ENDED.contains(now.get("phase").asText()));
  }

  @Override
  public void close() throws Exception {
    await(host.close());
  }
}
