package dev.pharos.messaging;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives at least once for a group: offsets are committed as far as everything before them is
 * done, regularly, when partitions are taken away, and at the end.
 */
final class HandlerSubscription<T>
    implements Subscription, ConsumerLoop.Task, ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(HandlerSubscription.class);
  private static final Duration COMMIT_TIME = Duration.ofSeconds(3);
  private static final Duration REVOKE_TIME = Duration.ofSeconds(3);
  private static final long COMMIT_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final String topic;
  private final Runnable ensureTopic;
  private final Intake<T> intake;
  private final Promise<Void> ready = Promise.promise();
  private final ConsumerLoop loop;
  private Consumer<byte[], byte[]> consumer;
  private long committedAt = System.nanoTime();
  private volatile Duration drainLimit = Duration.ZERO;

  /**
   * A subscription; {@link #start} begins it.
   *
   * @param topic the topic's whole name
   * @param ensureTopic creates the topic if need be; may block and fail
   */
  HandlerSubscription(
      String topic, Runnable ensureTopic, Intake<T> intake, ConsumerLoop.Maker loops) {
    this.topic = topic;
    this.ensureTopic = ensureTopic;
    this.intake = intake;
    this.loop = loops.make(this);
  }

  HandlerSubscription<T> start() {
    loop.start();
    return this;
  }

  @Override
  public Future<Void> ready() {
    return ready.future();
  }

  @Override
  public Future<Void> drain(Duration limit) {
    drainLimit = limit;
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
    intake.poll(consumer);
    if (System.nanoTime() - committedAt > COMMIT_EVERY_NANOS) {
      committedAt = System.nanoTime();
      var offsets = intake.uncommitted();
      if (!offsets.isEmpty()) {
        consumer.commitAsync(offsets, this::committed);
      }
    }
  }

  private void committed(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
    if (failure == null) {
      intake.committed(offsets);
    } else {
      log.debug("could not commit {} yet", offsets, failure);
    }
  }

  @Override
  public void close(Consumer<byte[], byte[]> opened) {
    intake.settle(intake.assigned(), drainLimit);
    commit();
    intake.forget(intake.assigned());
  }

  @Override
  public void lost() {
    intake.forget(intake.assigned());
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    // Where the group stands is Kafka's to know; the first record will tell.
    assigned.forEach(partition -> intake.assign(partition, 0));
    ready.tryComplete();
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    intake.settle(revoked, REVOKE_TIME);
    commit();
    intake.forget(revoked);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    intake.forget(lost);
  }

  /** Commits now, if the broker lets us; what is not committed comes again. */
  private void commit() {
    var offsets = intake.uncommitted();
    if (offsets.isEmpty()) {
      return;
    }
    try {
      commitEvenWhenWoken(offsets);
      intake.committed(offsets);
    } catch (KafkaException e) {
      log.info("could not commit {}; these messages will come again", offsets, e);
    }
  }

  private void commitEvenWhenWoken(Map<TopicPartition, OffsetAndMetadata> offsets) {
    try {
      consumer.commitSync(offsets, COMMIT_TIME);
    } catch (WakeupException e) {
      // The wake-up that was meant for the poll; there is only one.
      consumer.commitSync(offsets, COMMIT_TIME);
    }
  }
}
