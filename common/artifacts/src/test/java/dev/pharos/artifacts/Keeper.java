package dev.pharos.artifacts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.runtime.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A service that keeps artifacts, and can be made to do it badly. */
final class Keeper implements AutoCloseable {
  static final String TOKEN = "the secret";

  final Map<String, byte[]> kept = new ConcurrentHashMap<>();

  /** The requests: method and, if there was one, range. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** What is done to the bytes of the coming answers, one after the other. */
  private final List<UnaryOperator<byte[]>> harms = new CopyOnWriteArrayList<>();

  volatile CountDownLatch gate = new CountDownLatch(0);
  volatile int status;

  Keeper() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/artifacts/", this::answer);
    server.start();
  }

  RemoteArtifacts remote() {
    return remote(TOKEN);
  }

  RemoteArtifacts remote(String token) {
    return new RemoteArtifacts(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
        Optional.of(Secret.of(token)));
  }

  ArtifactRef keep(byte[] content) {
    var sha256 = new Sha256();
    sha256.update(content, 0, content.length);
    var artifact = sha256.finish();
    kept.put(artifact.digest(), content);
    return artifact;
  }

  /** The next answer breaks off after so many bytes. */
  void breakAfter(int bytes) {
    harms.add(content -> Arrays.copyOf(content, bytes));
  }

  /** The next answer has a wrong byte. */
  void damage() {
    harms.add(
        content -> {
          var wrong = content.clone();
          wrong[wrong.length / 2]++;
          return wrong;
        });
  }

  long gets() {
    return asked.stream().filter(request -> request.startsWith("GET")).count();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var range = exchange.getRequestHeaders().getFirst("Range");
      asked.add(exchange.getRequestMethod() + (range == null ? "" : " " + range));
      var path = exchange.getRequestURI().getPath();
      var digest = path.substring(path.lastIndexOf('/') + 1);
      var content = kept.get(digest);
      gate.await();
      if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.sendResponseHeaders(403, -1);
      } else if (status != 0) {
        exchange.sendResponseHeaders(status, -1);
      } else if (exchange.getRequestMethod().equals("PUT")) {
        kept.put(digest, exchange.getRequestBody().readAllBytes());
        exchange.sendResponseHeaders(204, -1);
      } else if (content == null) {
        exchange.sendResponseHeaders(404, -1);
      } else if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
        exchange.sendResponseHeaders(200, -1);
      } else {
        give(exchange, content, range);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void give(HttpExchange exchange, byte[] content, String range) throws IOException {
    var from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    var part = Arrays.copyOfRange(content, from, content.length);
    exchange.sendResponseHeaders(range == null ? 200 : 206, part.length);
    exchange.getResponseBody().write(harms.isEmpty() ? part : harms.remove(0).apply(part));
    exchange.getResponseBody().flush();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
