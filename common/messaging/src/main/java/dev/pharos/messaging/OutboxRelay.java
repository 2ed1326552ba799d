package dev.pharos.messaging;

import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.telemetry.Trouble;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what transactions have left in the outbox, oldest first, and takes it away when all
 * replicas have it. Of all processes of a service one relays: the one that holds an advisory lock
 * of PostgreSQL, on the very connection it reads and deletes with, so that losing the lock stops
 * it.
 *
 * <p>The producer never gives up a message, so an absent broker delays and does not reorder. A
 * crash between publishing and deleting publishes again, with the same id.
 */
final class OutboxRelay {
  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int BATCH = 500;
  private static final int STOP_SECONDS = 2;
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Database database;
  private final OutboxTable table;
  private final MessageWriter writer;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Semaphore nudges = new Semaphore(0);
  private final Promise<Void> stopped = Promise.promise();
  private final CompletableFuture<Void> stopping = new CompletableFuture<>();
  private final CompletableFuture<Void> patienceEnded =
      stopping.thenRunAsync(
          () -> {}, CompletableFuture.delayedExecutor(STOP_SECONDS, TimeUnit.SECONDS));
  private final Trouble trouble = new Trouble(log, "the outbox relay", OutboxRelay::passes);
  private final Thread thread;
  private volatile Instant oldest;

  OutboxRelay(
      String service,
      Database database,
      long limit,
      MessageWriter writer,
      MeterRegistry meters,
      Supplier<Producer<byte[], byte[]>> producers) {
    this.database = database;
    this.table = new OutboxTable(service, limit, nudges::release);
    this.writer = writer;
    this.producers = producers;
    this.thread = new Thread(this::run, service + "-outbox-relay");
    thread.setDaemon(true);
    Gauge.builder("pharos.outbox.age", this, OutboxRelay::ageSeconds)
        .description("Age of the oldest message that waits to be published")
        .baseUnit("seconds")
        .tag("service", service)
        .register(meters);
    Gauge.builder("pharos.outbox.waiting", table, OutboxTable::waiting)
        .description("Messages of committed transactions that wait to be published")
        .tag("service", service)
        .register(meters);
  }

  /** Counts what waits; also in processes that do not relay, which take on work all the same. */
  long count() {
    return database.inTransactionBlocking(table::count);
  }

  OutboxRelay start() {
    thread.start();
    return this;
  }

  /** Where messages are left. */
  Outbox outbox() {
    return table;
  }

  /** Ends after the batch under way, or soon without it when the broker does not take it. */
  Future<Void> stop() {
    stopping.complete(null);
    nudges.release();
    return stopped.future();
  }

  private double ageSeconds() {
    var since = oldest;
    return since == null ? 0 : Duration.between(since, Instant.now()).toMillis() / 1_000.0;
  }

  private void run() {
    var failures = 0;
    try {
      while (!stopping.isDone()) {
        try (var handle = database.dedicatedHandle()) {
          if (table.lock(handle)) {
            failures = 0;
            trouble.over();
            relay(handle);
          } else {
            await(LOOK_EVERY.toMillis());
          }
        } catch (RuntimeException | ExecutionException e) {
          failures++;
          trouble.failed(e);
          await(BackOff.STANDARD.millis(failures));
        }
      }
    } catch (InterruptedException e) {
      log.warn("the outbox relay was interrupted", e);
    } finally {
      stopped.complete();
    }
  }

  private static boolean passes(Throwable failure) {
    return Failures.pass(failure instanceof ExecutionException ? failure.getCause() : failure);
  }

  private void relay(Handle handle) throws InterruptedException, ExecutionException {
    var producer = producers.get();
    try {
      while (!stopping.isDone()) {
        nudges.drainPermits();
        var rows = table.oldest(handle, BATCH);
        oldest = rows.isEmpty() ? null : rows.get(0).createdAt();
        if (rows.isEmpty()) {
          await(LOOK_EVERY.toMillis());
        } else {
          publish(handle, producer, rows);
        }
      }
    } finally {
      // What is still under way stays in the table.
      producer.close(Duration.ZERO);
    }
  }

  private void publish(Handle handle, Producer<byte[], byte[]> producer, List<OutboxTable.Row> rows)
      throws InterruptedException, ExecutionException {
    var sent = new ArrayList<CompletableFuture<UUID>>();
    for (var row : rows) {
      var message = send(producer, row);
      sent.add(message);
      if (message.isCompletedExceptionally()) {
        break; // Refused before it was queued; what follows must not overtake it.
      }
    }
    var all = CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
    // Either ends the wait; what is not known to be published stays in the table.
    CompletableFuture.anyOf(all.exceptionally(failure -> null), patienceEnded).get();
    var published =
        sent.stream()
            .takeWhile(message -> message.isDone() && !message.isCompletedExceptionally())
            .map(CompletableFuture::join)
            .toList();
    table.delete(handle, published);
    if (all.isCompletedExceptionally()) {
      all.get();
    }
  }

  private CompletableFuture<UUID> send(Producer<byte[], byte[]> producer, OutboxTable.Row row) {
    var sent = new CompletableFuture<UUID>();
    var message =
        writer.write(
            row.topic(),
            row.key(),
            row.id().toString(),
            row.type(),
            row.time(),
            row.payload().getBytes(StandardCharsets.UTF_8),
            row.extensions());
    var unused = // The callback tells how it went.
        producer.send(
            message,
            (metadata, failure) -> {
              if (failure == null) {
                sent.complete(row.id());
              } else {
                sent.completeExceptionally(failure);
              }
            });
    return sent;
  }

  private void await(long millis) throws InterruptedException {
    if (nudges.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      nudges.drainPermits();
    }
  }
}
