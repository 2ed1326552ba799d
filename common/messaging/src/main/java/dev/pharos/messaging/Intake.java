package dev.pharos.messaging;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes records from a consumer to the event loop and knows how far each partition is done. While
 * more records wait than are allowed the partitions are paused and polling goes on, so that the
 * group does not take a busy process for a dead one. Belongs to the thread of the consumer.
 */
final class Intake<T> {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration POLL_PAUSED = Duration.ofMillis(10);

  /** The lane of a record: order is kept for each key, and among those without one. */
  private record Lane(int partition, ByteBuffer key) {}

  private final Context context;
  private final KeyLanes lanes;
  private final RecordProcessor<T> processor;
  private final SubscriptionMeters meters;
  private final int buffer;
  private final Map<TopicPartition, AssignedPartition> partitions = new HashMap<>();
  private boolean paused;

  Intake(
      Context context,
      SubscriptionOptions options,
      RecordProcessor<T> processor,
      SubscriptionMeters meters) {
    this.context = context;
    this.lanes = new KeyLanes(context, options.concurrency());
    this.processor = processor;
    this.meters = meters;
    this.buffer = options.buffer();
  }

  /** A partition is ours, from this offset or one behind it. */
  void assign(TopicPartition partition, long position) {
    partitions.put(partition, new AssignedPartition(position));
  }

  /** The partitions that are ours. */
  List<TopicPartition> assigned() {
    return List.copyOf(partitions.keySet());
  }

  /** Polls once. */
  void poll(Consumer<byte[], byte[]> consumer) {
    balance(consumer);
    var records = consumer.poll(paused ? POLL_PAUSED : POLL);
    for (var partition : records.partitions()) {
      var assigned = partitions.get(partition);
      for (var record : records.records(partition)) {
        receive(record, assigned);
      }
    }
    meters.observe(consumer);
  }

  private void balance(Consumer<byte[], byte[]> consumer) {
    if (meters.held() >= buffer) {
      paused = true;
      // Again each time, for partitions that were assigned meanwhile.
      consumer.pause(consumer.assignment());
    } else if (paused && meters.held() <= buffer / 2) {
      paused = false;
      consumer.resume(consumer.assignment());
    }
  }

  private void receive(ConsumerRecord<byte[], byte[]> record, AssignedPartition partition) {
    partition.offsets().begin(record.offset());
    meters.received();
    var lane =
        new Lane(record.partition(), record.key() == null ? null : ByteBuffer.wrap(record.key()));
    context.runOnContext(received -> lanes.submit(lane, () -> process(record, partition)));
  }

  private Future<?> process(ConsumerRecord<byte[], byte[]> record, AssignedPartition partition) {
    if (!partition.begin()) {
      meters.released();
      return Future.succeededFuture();
    }
    return processor
        .process(record, partition::isRevoked)
        .onComplete(
            ended -> {
              if (ended.succeeded()) {
                partition.offsets().done(record.offset());
              }
              meters.released();
              partition.end();
            });
  }

  /** How far each partition is done, where that is more than was committed. */
  Map<TopicPartition, OffsetAndMetadata> uncommitted() {
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    partitions.forEach(
        (partition, assigned) ->
            assigned
                .offsets()
                .uncommitted()
                .ifPresent(next -> offsets.put(partition, new OffsetAndMetadata(next))));
    return offsets;
  }

  /** These offsets were committed. */
  void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach(
        (partition, offset) -> {
          var assigned = partitions.get(partition);
          if (assigned != null) {
            assigned.offsets().committed(offset.offset());
          }
        });
  }

  /** The first offset of each partition that is not done. */
  Map<TopicPartition, Long> next() {
    var next = new HashMap<TopicPartition, Long>();
    partitions.forEach((partition, assigned) -> next.put(partition, assigned.offsets().next()));
    return next;
  }

  /** Whether everything of a partition that was received is done. */
  boolean isIdle(TopicPartition partition) {
    return partitions.get(partition).offsets().isIdle();
  }

  /** Begins nothing more of these partitions, and waits a while for what has begun. */
  void settle(Collection<TopicPartition> revoked, Duration limit) {
    var deadline = System.nanoTime() + limit.toNanos();
    revoked.stream().filter(partitions::containsKey).forEach(p -> partitions.get(p).revoke());
    revoked.stream()
        .filter(partitions::containsKey)
        .forEach(p -> partitions.get(p).awaitIdle(deadline));
  }

  /** These partitions are no longer ours. */
  void forget(Collection<TopicPartition> gone) {
    gone.stream().filter(partitions::containsKey).forEach(p -> partitions.get(p).revoke());
    List.copyOf(gone).forEach(partitions::remove);
  }
}
