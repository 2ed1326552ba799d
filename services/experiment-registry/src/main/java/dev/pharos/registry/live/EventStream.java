package dev.pharos.registry.live;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Server-sent events to one browser. A browser that reads slowly gets only the newest of what
 * supersedes itself; one that falls far behind is cut off, connects again and fetches.
 *
 * <p>Belongs to the response's event loop; {@link #offer} and {@link #end} may be called from
 * anywhere.
 */
final class EventStream {
  private static final int MOST_WAITING = 512;
  private static final String KEEP_ALIVE = ": keep-alive\n\n";

  private final HttpServerResponse response;
  private final Context context;
  private final Optional<UUID> run;
  private final Map<String, LiveEvent> waiting = new LinkedHashMap<>();
  private long counter;
  private boolean ended;

  EventStream(Vertx vertx, HttpServerResponse response, Optional<UUID> run) {
    this.response = response;
    this.context = vertx.getOrCreateContext();
    this.run = run;
  }

  /** Opens the stream. */
  void open() {
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        // Compression would hold events back until enough have come.
        .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
        .putHeader("X-Accel-Buffering", "no");
    response.drainHandler(drained -> flush());
    response.write("retry: 1000\n\n");
  }

  /** The run whose metrics and log lines are wanted. */
  Optional<UUID> run() {
    return run;
  }

  /** Sends an event as soon as the browser can take it. */
  void offer(LiveEvent event) {
    context.runOnContext(
        there -> {
          var key = event.supersedes().orElseGet(() -> "#" + counter++);
          waiting.remove(key);
          waiting.put(key, event);
          if (waiting.size() > MOST_WAITING) {
            close();
          } else {
            flush();
          }
        });
  }

  /** Keeps the connection from being taken for dead. */
  void keepAlive() {
    context.runOnContext(
        there -> {
          if (!ended && waiting.isEmpty() && !response.writeQueueFull()) {
            response.write(KEEP_ALIVE);
          }
        });
  }

  /** Ends the stream; the browser connects again by itself. */
  void end() {
    context.runOnContext(there -> close());
  }

  /** The browser has gone. */
  void gone() {
    context.runOnContext(
        there -> {
          ended = true;
          waiting.clear();
        });
  }

  private void flush() {
    var events = waiting.values().iterator();
    while (!ended && events.hasNext() && !response.writeQueueFull()) {
      response.write(events.next().text());
      events.remove();
    }
  }

  private void close() {
    if (!ended) {
      ended = true;
      waiting.clear();
      response.end();
    }
  }
}
