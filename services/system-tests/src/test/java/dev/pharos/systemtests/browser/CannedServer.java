package dev.pharos.systemtests.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pharos.webui.Dashboard;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the dashboard and says what a test wants it to hear, for what a real platform does not do
 * on request: break off, forget a session, have nothing.
 */
final class CannedServer implements AutoCloseable {
  private static final List<String> EMPTY_LISTS =
      List.of(
          "/v1/runs",
          "/v1/experiments",
          "/v1/datasets",
          "/v1/imports",
          "/v1/models",
          "/v1/workers",
          "/v1/networks",
          "/v1/recipes",
          "/v1/comparisons");
  private static final Map<String, String> EMPTY_PLATFORM =
      Map.of(
          "/v1/session", "{\"required\": false, \"authenticated\": false}",
          "/v1/platform",
              "{\"name\": \"Pharos\", \"version\": \"test\", \"kafka\": {\"bootstrapServers\": \"127.0.0.1:9092\", \"topicPrefix\": \"pharos.\"}}");

  private record Answer(int status, String json) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<OutputStream> followers = new CopyOnWriteArrayList<>();
  private final Map<String, String> queries = new ConcurrentHashMap<>();
  private volatile boolean cut;

  private CannedServer(HttpServer server) {
    this.server = server;
    EMPTY_LISTS.forEach(path -> answer(path, 200, "{\"items\": []}"));
    EMPTY_PLATFORM.forEach((path, json) -> answer(path, 200, json));
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** A platform that has nothing yet. */
  static CannedServer start() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      return new CannedServer(HttpServer.create(address, 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Sets what a path is answered from now on, whatever the method. */
  CannedServer answer(String path, int status, String json) {
    answers.put(path, new Answer(status, json));
    return this;
  }

  /** What a path was last asked with, decoded; empty if with nothing. */
  String query(String path) {
    return queries.getOrDefault(path, "");
  }

  /** Sends a live event to whoever follows. */
  void send(String event, String json) throws IOException {
    for (var follower : followers) {
      follower.write(
          "event: %s%ndata: %s%n%n".formatted(event, json).getBytes(StandardCharsets.UTF_8));
      follower.flush();
    }
  }

  /** How many follow the live events. */
  int followers() {
    return followers.size();
  }

  /** Breaks off the API and all live events, as a platform that is stopped. */
  void breakOff() throws IOException {
    cut = true;
    for (var follower : followers) {
      follower.close();
    }
    followers.clear();
  }

  /** Is there again. */
  void comeBack() {
    cut = false;
  }

  private void serve(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    queries.put(path, Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), ""));
    exchange.getRequestBody().readAllBytes();
    if (!path.startsWith("/v1/")) {
      sendFile(exchange, path);
    } else if (cut) {
      exchange.close();
    } else if (path.equals("/v1/events")) {
      follow(exchange);
    } else {
      var answer =
          answers.getOrDefault(
              path, new Answer(404, "{\"title\": \"Not found\", \"status\": 404}"));
      send(
          exchange,
          answer.status(),
          "application/json",
          answer.json().getBytes(StandardCharsets.UTF_8));
    }
  }

  private void follow(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    var body = exchange.getResponseBody();
    body.write(": open\n\n".getBytes(StandardCharsets.UTF_8));
    body.flush();
    followers.add(body);
  }

  private static void sendFile(HttpExchange exchange, String path) throws IOException {
    var asset = Dashboard.asset(path).orElseGet(Dashboard::page);
    exchange.getResponseHeaders().set("Content-Security-Policy", Dashboard.contentSecurityPolicy());
    send(exchange, 200, asset.mediaType(), asset.bytes());
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
