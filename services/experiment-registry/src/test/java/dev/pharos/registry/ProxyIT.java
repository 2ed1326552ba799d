package dev.pharos.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pharos.registry.support.TestClient;
import dev.pharos.registry.support.TestRegistry;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The way to the services behind the registry, and who may take it. */
@WithServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxyIT {
  private static final String[] TOKEN = {"Authorization", "Bearer sesame"};

  private final TestServers servers;
  private final Vertx vertx = Vertx.vertx();
  private final Map<String, String> headers = new ConcurrentHashMap<>();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private TestRegistry registry;
  private TestClient client;

  ProxyIT(TestServers servers) {
    this.servers = servers;
  }

  @BeforeAll
  void start(@TempDir Path artifacts) {
    var peer =
        TestRegistry.get(
            vertx.createHttpServer().requestHandler(this::asPeer).listen(0, "127.0.0.1"));
    var settings = new HashMap<String, String>();
    settings.put("api-token", "sesame");
    settings.put("peers.dataset-service", "http://127.0.0.1:" + peer.actualPort());
    settings.put("peers.serving-gateway", "http://127.0.0.1:1");
    registry = TestRegistry.start(servers, artifacts, settings);
    client = registry.client();
  }

  private void asPeer(HttpServerRequest request) {
    headers.clear();
    request
        .headers()
        .forEach(
            header ->
                headers.put(header.getKey().toLowerCase(java.util.Locale.ROOT), header.getValue()));
    request.handler(chunk -> received.add(chunk.toString()));
    if (request.path().contains("/uploads/")) {
      request.endHandler(end -> asUpload(request));
      return;
    } else if (request.path().startsWith("/v1/artifacts/")) {
      request.endHandler(end -> asArtifact(request));
      return;
    }
    request.endHandler(
        end ->
            request
                .response()
                .setStatusCode(202)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Type", "application/json")
                .end("{\"path\": \"%s\"}".formatted(request.uri())));
  }

  /** Answers as tus wants it: with headers and nothing else. */
  private static void asUpload(HttpServerRequest request) {
    request
        .response()
        .setStatusCode(request.method().equals(HttpMethod.HEAD) ? 200 : 204)
        .putHeader("Tus-Resumable", "1.0.0")
        .putHeader("Upload-Offset", "12")
        .end();
  }

  /** Ten bytes, or what follows one of them. */
  private static void asArtifact(HttpServerRequest request) {
    var isPart = "bytes=4-".equals(request.getHeader("Range"));
    var response = request.response().setStatusCode(isPart ? 206 : 200);
    if (isPart) {
      response.putHeader("Content-Range", "bytes 4-9/10");
    }
    if (request.method().equals(HttpMethod.HEAD)) {
      response.putHeader("Content-Length", "10").end();
    } else {
      response.end("0123456789".substring(isPart ? 4 : 0));
    }
  }

  @AfterAll
  void stop() {
    registry.close();
    TestRegistry.get(vertx.close());
  }

  @Test
  void nobodyPassesWithoutTheToken() {
    assertThat(client.get("/v1/datasets").status()).isEqualTo(401);
    assertThat(client.get("/v2/health/ready").status()).isEqualTo(401);
    assertThat(client.get("/v1/runs").status()).isEqualTo(401);
    assertThat(client.get("/v1/events").status()).isEqualTo(401);
    assertThat(client.get("/v1/runs", TOKEN).status()).isEqualTo(200);
    // The dashboard comes with the form to log in.
    assertThat(client.get("/").status()).isEqualTo(200);
    assertThat(client.get("/js/main.js").status()).isEqualTo(200);
    assertThat(client.get("/runs/abc").status()).isEqualTo(200);
  }

  @Test
  void requestsGoOnWithTheirCredentials() {
    var answer = client.get("/v1/datasets/pets?limit=3", TOKEN);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().get("path").asText()).isEqualTo("/v1/datasets/pets?limit=3");
    assertThat(answer.response().headers().allValues("X-Content-Type-Options"))
        .containsExactly("nosniff");
    assertThat(headers).containsEntry("authorization", "Bearer sesame");
    assertThat(headers.get("x-forwarded-host"))
        .isEqualTo(URI.create(registry.url("/")).getAuthority());
    assertThat(headers).containsKey("traceparent");
    assertThat(client.get("/v1/imports?dataset=pets", TOKEN).status()).isEqualTo(202);
  }

  /** The peer has the first part of a body before its sender has thought of the second. */
  @Test
  void uploadsAreStreamed() throws IOException {
    received.clear();
    var address = URI.create(registry.url("/"));
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      var out = socket.getOutputStream();
      out.write(
          """
          PUT /v1/datasets/pets/upload HTTP/1.1\r
          Host: 127.0.0.1:%d\r
          Authorization: Bearer sesame\r
          Transfer-Encoding: chunked\r
          \r
          5\r
          first\r
          """
              .formatted(address.getPort())
              .getBytes(US_ASCII));
      out.flush();
      await().until(() -> String.join("", received).equals("first"));
      out.write("6\r\nsecond\r\n0\r\n\r\n".getBytes(US_ASCII));
      out.flush();
      await().until(() -> String.join("", received).equals("firstsecond"));
      assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
          .isEqualTo("HTTP/1.1 202");
    }
  }

  @Test
  void uploadsInPiecesPassWithTheirHeaders() {
    received.clear();
    var path = "/v1/datasets/pets/uploads/" + UUID.randomUUID();
    var piece =
        client.send(
            "PATCH",
            path,
            "a piece",
            "Authorization",
            "Bearer sesame",
            "Upload-Offset",
            "5",
            "Content-Type",
            "application/offset+octet-stream",
            "Tus-Resumable",
            "1.0.0");
    assertThat(piece.status()).isEqualTo(204);
    assertThat(piece.header("Upload-Offset")).isEqualTo("12");
    assertThat(piece.header("Tus-Resumable")).isEqualTo("1.0.0");
    assertThat(String.join("", received)).isEqualTo("a piece");
    assertThat(headers)
        .containsEntry("upload-offset", "5")
        .containsEntry("content-type", "application/offset+octet-stream")
        .containsEntry("tus-resumable", "1.0.0");

    var head = client.send("HEAD", path, "", TOKEN);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Upload-Offset")).isEqualTo("12");
    assertThat(client.send("DELETE", path, "", TOKEN).status()).isEqualTo(204);
    assertThat(client.send("HEAD", path, "").status()).isEqualTo(401);
  }

  /** The peer has what came before a connection broke, and the way is free for the next piece. */
  @Test
  void aPieceThatBreaksOffReachesThePeerAsFarAsItCame() throws IOException {
    received.clear();
    var address = URI.create(registry.url("/"));
    var path = "/v1/datasets/pets/uploads/" + UUID.randomUUID();
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      var out = socket.getOutputStream();
      out.write(
          """
          PATCH %s HTTP/1.1\r
          Host: 127.0.0.1:%d\r
          Authorization: Bearer sesame\r
          Upload-Offset: 0\r
          Content-Type: application/offset+octet-stream\r
          Content-Length: 1000\r
          \r
          the first bytes"""
              .formatted(path, address.getPort())
              .getBytes(US_ASCII));
      out.flush();
      await().until(() -> String.join("", received).equals("the first bytes"));
    }
    assertThat(client.send("HEAD", path, "", TOKEN).status()).isEqualTo(200);
  }

  @Test
  void artifactsPassWithTheirLengthsAndRanges() {
    var path = "/v1/artifacts/sha256:" + "a".repeat(64);
    var head = client.send("HEAD", path, "", TOKEN);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("10");
    var part = client.get(path, "Authorization", "Bearer sesame", "Range", "bytes=4-");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.response().body()).isEqualTo("456789");
    assertThat(part.header("Content-Range")).isEqualTo("bytes 4-9/10");
    assertThat(client.get(path).status()).isEqualTo(401);
  }

  @Test
  void aServiceThatIsAwayIsNamed() {
    var answer = client.post("/v1/models/pets/classify", "{}", TOKEN);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.json().get("detail").asText())
        .isEqualTo("the serving gateway does not answer at the moment; try again");
    assertThat(client.get("/v2/models/pets", TOKEN).status()).isEqualTo(503);
  }
}
