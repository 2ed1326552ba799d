package dev.pharos.messaging;

import dev.pharos.runtime.telemetry.Trouble;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives into a database, each message taking effect exactly once: where a partition is continued
 * is read from the database and moves with the effects. Kafka decides who has which partition; when
 * it gives one away while this process still works on it, the database refuses the late
 * transaction.
 *
 * <p>A batch that fails is tried record by record. While the database is away the batch is kept,
 * the partitions are paused, and polling goes on.
 */
final class TransactionalSubscription<T>
    implements Subscription, ConsumerLoop.Task, ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(TransactionalSubscription.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final Duration LOOK_TIME = Duration.ofMillis(500);
  private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final String topic;
  private final Runnable ensureTopic;
  private final TransactionalBatch<T> batch;
  private final SubscriptionMeters meters;
  private final Promise<Void> ready = Promise.promise();
  private final ConsumerLoop loop;
  private final BatchSize batchSize = new BatchSize(SubscriptionOptions.STANDARD.buffer());
  private final Trouble trouble;

  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Set<TopicPartition> unpositioned = new HashSet<>();
  private final Deque<ConsumerRecord<byte[], byte[]>> pending = new ArrayDeque<>();
  private Consumer<byte[], byte[]> consumer;
  private boolean oneByOne;
  private int failures;
  private long retryAt = System.nanoTime();
  private long looked = System.nanoTime();

  TransactionalSubscription(
      String topic,
      Runnable ensureTopic,
      TransactionalBatch<T> batch,
      SubscriptionMeters meters,
      ConsumerLoop.Maker loops) {
    this.topic = topic;
    this.ensureTopic = ensureTopic;
    this.batch = batch;
    this.meters = meters;
    this.loop = loops.make(this);
    this.trouble = new Trouble(log, topic + ": storing messages", Failures::pass);
  }

  TransactionalSubscription<T> start() {
    loop.start();
    return this;
  }

  @Override
  public Future<Void> ready() {
    return ready.future();
  }

  /** The transaction under way ends by itself; there is nothing else to wait for. */
  @Override
  public Future<Void> drain(Duration limit) {
    return loop.stop();
  }

  @Override
  public void open(Consumer<byte[], byte[]> opened) {
    consumer = opened;
    ensureTopic.run();
    consumer.subscribe(List.of(topic), this);
  }

  @Override
  public void round(Consumer<byte[], byte[]> opened) {
    var waiting = retryAt - System.nanoTime();
    if (waiting > 0 || !pending.isEmpty()) {
      consumer.pause(consumer.assignment());
    } else {
      consumer.resume(positions.keySet());
      consumer.pause(unpositioned);
    }
    var records = consumer.poll(pollTime(waiting));
    records.forEach(pending::add);
    meters.holds(pending.size());
    if (failures == 0) {
      meters.observe(consumer);
    } else {
      observeWhilePaused();
    }
    if (System.nanoTime() - retryAt >= 0) {
      workUnlessItFails();
    }
    meters.holds(pending.size());
  }

  /** A consumer that is paused learns nothing of what comes in. */
  private void observeWhilePaused() {
    if (System.nanoTime() - looked < LOOK_NANOS) {
      return;
    }
    looked = System.nanoTime();
    try {
      var ends = consumer.endOffsets(positions.keySet(), LOOK_TIME);
      meters.behind(
          positions.entrySet().stream()
              .mapToLong(at -> Math.max(0, ends.get(at.getKey()) - at.getValue()))
              .sum());
    } catch (KafkaException e) {
      log.debug("{}: cannot tell how far behind it is", topic, e);
    }
  }

  private Duration pollTime(long waiting) {
    if (waiting > 0) {
      return Duration.ofNanos(Math.min(waiting, POLL.toNanos()));
    }
    return pending.isEmpty() && unpositioned.isEmpty() ? POLL : Duration.ZERO;
  }

  private void workUnlessItFails() {
    try {
      position();
      work();
      failures = 0;
      trouble.over();
    } catch (StoredOffsets.StaleException e) {
      log.info("{}: {}; reading the position again", topic, e.getMessage());
      unpositioned.addAll(positions.keySet());
      positions.clear();
      pending.clear();
      oneByOne = false;
    } catch (RuntimeException e) {
      if (!oneByOne && !Failures.pass(e) && !pending.isEmpty()) {
        log.info("{}: a batch failed and is tried record by record", topic, e);
        oneByOne = true;
      } else {
        failures++;
        meters.retried();
        var pause = BackOff.STANDARD.millis(failures);
        retryAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
        trouble.failed(e);
      }
    }
  }

  /** Goes on where the database says. */
  private void position() {
    if (unpositioned.isEmpty()) {
      return;
    }
    var found = batch.positions(consumer.beginningOffsets(unpositioned));
    found.forEach(consumer::seek);
    positions.putAll(found);
    unpositioned.clear();
    ready.tryComplete();
  }

  private void work() {
    var until = System.nanoTime() + ROUND_NANOS;
    while (!pending.isEmpty() && !loop.isStopping() && System.nanoTime() < until) {
      var began = System.nanoTime();
      var records = pending.stream().limit(oneByOne ? 1 : batchSize.most()).toList();
      var moved = oneByOne ? batch.one(records.get(0), positions) : batch.all(records, positions);
      positions.putAll(moved);
      records.forEach(done -> pending.remove());
      batchSize.took(records.size(), System.nanoTime() - began);
      meters.handled(records.size());
      showProgress(moved);
    }
    oneByOne = oneByOne && !pending.isEmpty();
  }

  /**
   * Kafka's copy of the offsets is for the tools that show how far a group is; nobody reads it
   * here.
   */
  private void showProgress(Map<TopicPartition, Long> moved) {
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    moved.forEach((partition, next) -> offsets.put(partition, new OffsetAndMetadata(next)));
    consumer.commitAsync(
        offsets,
        (tried, failure) -> {
          if (failure != null) {
            log.debug("Kafka did not note {}", tried, failure);
          }
        });
  }

  @Override
  public void close(Consumer<byte[], byte[]> opened) {
    lost();
  }

  @Override
  public void lost() {
    positions.clear();
    unpositioned.clear();
    pending.clear();
    oneByOne = false;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    consumer.pause(assigned);
    unpositioned.addAll(assigned);
    if (assigned.isEmpty() && positions.isEmpty()) {
      ready.tryComplete(); // Others have all partitions; we stand by.
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    revoked.forEach(positions::remove);
    revoked.forEach(unpositioned::remove);
    pending.removeIf(
        record -> revoked.contains(new TopicPartition(record.topic(), record.partition())));
  }
}
