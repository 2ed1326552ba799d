package dev.pharos.registry.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Follows server-sent events, as a browser does. */
public final class Browser implements AutoCloseable {
  /** An event. */
  public record Event(String name, JsonNode data) {}

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final InputStream stream;
  private volatile boolean ended;

  private Browser(InputStream stream) {
    this.stream = stream;
    var thread = new Thread(this::read, "browser");
    thread.setDaemon(true);
    thread.start();
  }

  /** Opens a stream; returns when it is open. */
  public static Browser open(TestRegistry registry, String path) {
    var request =
        HttpRequest.newBuilder(URI.create(registry.url(path)))
            .header("Accept", "text/event-stream")
            .header("Accept-Encoding", "gzip")
            .build();
    var answer = TestClient.exchange(request, BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200
        || !answer
            .headers()
            .firstValue("Content-Type")
            .orElse("")
            .startsWith("text/event-stream")) {
      throw new AssertionError(answer.statusCode() + " " + answer.headers().map());
    }
    return new Browser(answer.body());
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      var name = "";
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          name = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
          events.add(new Event(name, TestRegistry.parse(line.substring("data: ".length()))));
        }
      }
    } catch (IOException e) {
      // The end of a stream that was cut.
    } finally {
      ended = true;
    }
  }

  /** What has come so far. */
  public List<Event> events(String name) {
    return events.stream().filter(event -> event.name().equals(name)).toList();
  }

  /** Whether something like this has come. */
  public boolean saw(String name, Predicate<JsonNode> fits) {
    return events(name).stream().anyMatch(event -> fits.test(event.data()));
  }

  /** Whether the server has ended the stream. */
  public boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      // It is closed.
    }
  }
}
