package dev.pharos.platform.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers what a test tells it to, and remembers what it was asked. */
final class FakePlatform implements AutoCloseable {
  /** A request as it came. */
  record Asked(String method, String uri, Map<String, String> headers, String latin1) {
    byte[] bytes() {
      return latin1.getBytes(ISO_8859_1);
    }

    String body() {
      return new String(bytes(), UTF_8);
    }
  }

  private record Reply(int status, String body) {}

  private final HttpServer server;
  private final Map<String, Deque<Reply>> replies = new HashMap<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

  FakePlatform() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers a request; several answers to the same request come in turn, the last one stays. */
  synchronized FakePlatform answers(String methodAndPath, int status, String body) {
    replies
        .computeIfAbsent(methodAndPath, key -> new ArrayDeque<>())
        .add(new Reply(status, body.replace('\'', '"')));
    return this;
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  Asked lastAsked() {
    return asked.get(asked.size() - 1);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = new HashMap<String, String>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
      var body = new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1);
      var method = exchange.getRequestMethod();
      asked.add(new Asked(method, exchange.getRequestURI().toString(), headers, body));
      var reply = next(method + " " + exchange.getRequestURI().getRawPath());
      var bytes = reply.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private synchronized Reply next(String key) {
    var queue = replies.getOrDefault(key, new ArrayDeque<>());
    if (queue.isEmpty()) {
      return new Reply(404, "{\"title\": \"Not Found\", \"detail\": \"nothing at " + key + "\"}");
    }
    return queue.size() > 1 ? queue.poll() : queue.peek();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
