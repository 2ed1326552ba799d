package dev.pharos.registry.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pharos.contracts.Json;
import dev.pharos.registry.metrics.LogQueries;
import dev.pharos.registry.notices.Notice;
import dev.pharos.registry.runs.RunQueries;
import dev.pharos.registry.runs.RunView;
import dev.pharos.runtime.database.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows who follows what, and passes on what the notices say.
 *
 * <p>Runs that change while others are being read are read together afterwards: under load browsers
 * get fewer, newer states, and the database one query at a time.
 */
public final class LiveHub extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(LiveHub.class);
  private static final long KEEP_ALIVE_MILLIS = 15_000;

  private final Database database;
  private final Set<EventStream> streams = new LinkedHashSet<>();
  private final Set<UUID> changed = new LinkedHashSet<>();
  private final AtomicInteger open = new AtomicInteger();
  private boolean reading;

  public LiveHub(Database database, MeterRegistry meters) {
    this.database = database;
    Gauge.builder("pharos.live.streams", open, AtomicInteger::get)
        .description("Browsers that follow live updates")
        .register(meters);
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(KEEP_ALIVE_MILLIS, tick -> streams.forEach(EventStream::keepAlive));
    return Future.succeededFuture();
  }

  /**
   * Lets a browser follow; called on the event loop of its request.
   *
   * @param run whose metrics and log lines it wants besides; its state is sent at once
   */
  public void follow(HttpServerResponse response, Optional<UUID> run) {
    var stream = new EventStream(vertx, response, run);
    stream.open();
    response.closeHandler(closed -> forget(stream));
    response.exceptionHandler(failure -> forget(stream));
    context.runOnContext(
        here -> {
          streams.add(stream);
          open.set(streams.size());
          run.ifPresent(this::runChanged);
        });
  }

  private void forget(EventStream stream) {
    stream.gone();
    context.runOnContext(
        here -> {
          streams.remove(stream);
          open.set(streams.size());
        });
  }

  /**
   * Ends every stream: notices may have been missed, or the service stops. Browsers connect again
   * and fetch. May be called from anywhere.
   */
  public Future<Void> endStreams() {
    return Future.future(
        ended ->
            context.runOnContext(
                here -> {
                  endAll();
                  ended.complete();
                }));
  }

  private void endAll() {
    streams.forEach(EventStream::end);
    streams.clear();
    open.set(0);
  }

  /** Passes a notice on; may be called from anywhere. */
  public void heard(String payload) {
    context.runOnContext(
        here -> {
          if (!streams.isEmpty()) {
            try {
              pass(Json.mapper().readValue(payload, Notice.class));
            } catch (JsonProcessingException e) {
              log.warn("not a notice: {}", payload, e);
            }
          }
        });
  }

  private void pass(Notice notice) {
    switch (notice.kind()) {
      case RUN -> runChanged(UUID.fromString(notice.id()));
      case METRICS -> metrics(notice);
      case LOGS -> logs(notice);
      case DATASET -> named("dataset", notice.id());
      case MODEL -> named("model", notice.id());
      case WORKER -> named("worker", notice.id());
      case SWEEP -> named("sweep", notice.id());
    }
  }

  private void named(String event, String name) {
    var told = LiveEvent.newest(event, name, Map.of("name", name));
    streams.forEach(stream -> stream.offer(told));
  }

  private void metrics(Notice notice) {
    var followers = followers(notice);
    if (!followers.isEmpty()) {
      var event = LiveEvent.each("metrics", Map.of("run", notice.id(), "points", notice.points()));
      followers.forEach(stream -> stream.offer(event));
    }
  }

  private void logs(Notice notice) {
    if (followers(notice).isEmpty()) {
      return;
    }
    var run = UUID.fromString(notice.id());
    database
        .withHandle(
            handle -> LogQueries.range(handle, run, notice.attempt(), notice.from(), notice.to()))
        .onSuccess(
            lines -> {
              var event = LiveEvent.each("logs", Map.of("run", notice.id(), "lines", lines));
              followers(notice).forEach(stream -> stream.offer(event));
            })
        .onFailure(this::unread);
  }

  private List<EventStream> followers(Notice notice) {
    var run = Optional.of(UUID.fromString(notice.id()));
    return streams.stream().filter(stream -> stream.run().equals(run)).toList();
  }

  private void runChanged(UUID run) {
    changed.add(run);
    if (!reading) {
      read();
    }
  }

  private void read() {
    var runs = List.copyOf(changed);
    changed.clear();
    reading = true;
    database
        .withHandle(handle -> RunQueries.find(handle, runs))
        .onComplete(
            read -> {
              reading = false;
              if (read.succeeded()) {
                read.result().forEach(this::tell);
              } else {
                unread(read.cause());
              }
              if (!changed.isEmpty()) {
                read();
              }
            });
  }

  private void tell(RunView run) {
    var event = LiveEvent.newest("run", run.id().toString(), run);
    streams.forEach(stream -> stream.offer(event));
  }

  /** What could not be read must be fetched again. */
  private void unread(Throwable failure) {
    log.warn("live updates are interrupted: {}", failure.toString());
    endAll();
  }
}
