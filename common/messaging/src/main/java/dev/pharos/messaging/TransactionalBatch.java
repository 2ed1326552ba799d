package dev.pharos.messaging;

import dev.pharos.contracts.InvalidMessageException;
import dev.pharos.runtime.database.Database;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;

/** Brings records into the database, together or one by one, with the offsets behind them. */
final class TransactionalBatch<T> {
  private static final long DEAD_LETTER_SECONDS = 15;

  /** An unreadable record in a batch, which the record-by-record way sorts out. */
  private static final class NotAllValidException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAllValidException() {
      super("not all of its messages are valid", null, false, false);
    }
  }

  private final Database database;
  private final MessageReader<T> reader;
  private final BatchHandler<T> handler;
  private final StoredOffsets offsets;
  private final DeadLetters deadLetters;
  private final SubscriptionMeters meters;

  TransactionalBatch(
      Database database,
      MessageReader<T> reader,
      BatchHandler<T> handler,
      StoredOffsets offsets,
      DeadLetters deadLetters,
      SubscriptionMeters meters) {
    this.database = database;
    this.reader = reader;
    this.handler = handler;
    this.offsets = offsets;
    this.deadLetters = deadLetters;
    this.meters = meters;
  }

  /** Where partitions are continued; where that is new, at the first offset given. */
  Map<TopicPartition, Long> positions(Map<TopicPartition, Long> firsts) {
    return database.inTransactionBlocking(
        handle -> {
          var positions = new HashMap<TopicPartition, Long>();
          firsts.forEach(
              (partition, first) ->
                  positions.put(
                      partition, offsets.positionOf(handle, partition.partition(), first)));
          return positions;
        });
  }

  /**
   * Brings in all records in one transaction, or none.
   *
   * @param positions where the partitions stand in the database
   * @return where the records' partitions stand now
   */
  Map<TopicPartition, Long> all(
      List<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, Long> positions) {
    var messages = new ArrayList<Message<T>>();
    for (var record : records) {
      var received = reader.read(record);
      if (received instanceof Received.Valid<T> valid) {
        messages.add(valid.message());
      } else if (!(received instanceof Received.Tombstone<T>)) {
        throw new NotAllValidException();
      }
    }
    var next = next(records);
    transact(
        handle -> {
          advance(handle, positions, next);
          if (!messages.isEmpty()) {
            handler.handle(handle, List.copyOf(messages));
          }
        });
    return next;
  }

  /** Brings in one record; a hopeless one is dead-lettered. Throws only what may pass. */
  Map<TopicPartition, Long> one(
      ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, Long> positions) {
    var next = next(List.of(record));
    try {
      var received = reader.read(record);
      transact(
          handle -> {
            advance(handle, positions, next);
            apply(handle, received);
          });
    } catch (StoredOffsets.StaleException e) {
      throw e;
    } catch (RuntimeException e) {
      if (Failures.pass(e)) {
        throw e;
      }
      await(deadLetters.send(record, e instanceof HandlerException ? e.getCause() : e));
      meters.deadLettered();
      transact(handle -> advance(handle, positions, next));
    }
    return next;
  }

  private void apply(Handle handle, Received<T> received) throws Exception {
    if (received instanceof Received.Valid<T> valid) {
      handler.handle(handle, List.of(valid.message()));
    } else if (received instanceof Received.Invalid<T> invalid) {
      if (!handler.handleInvalid(handle, invalid.message())) {
        throw invalid.message().reason();
      }
    } else if (received instanceof Received.Unreadable<T> unreadable) {
      throw new InvalidMessageException(unreadable.reason().violations());
    }
  }

  private void advance(
      Handle handle, Map<TopicPartition, Long> positions, Map<TopicPartition, Long> next) {
    next.forEach(
        (partition, offset) ->
            offsets.advance(handle, partition.partition(), positions.get(partition), offset));
  }

  private static Map<TopicPartition, Long> next(List<ConsumerRecord<byte[], byte[]>> records) {
    var next = new HashMap<TopicPartition, Long>();
    for (var record : records) {
      next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }
    return next;
  }

  private interface Work {
    void in(Handle handle) throws Exception;
  }

  /** A checked exception of a handler. */
  private static final class HandlerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HandlerException(Exception cause) {
      super(cause);
    }
  }

  private void transact(Work work) {
    try {
      database.<Void, Exception>inTransactionBlocking(
          handle -> {
            work.in(handle);
            return null;
          });
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new HandlerException(e);
    }
  }

  private static void await(Future<Void> sent) {
    try {
      sent.toCompletionStage().toCompletableFuture().get(DEAD_LETTER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new RetryException("a dead letter could not be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryException("interrupted while writing a dead letter", e);
    }
  }
}
