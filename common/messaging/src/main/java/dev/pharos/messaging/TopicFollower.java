package dev.pharos.messaging;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Reads all partitions of a topic for itself alone, and goes on where it was when it must
 * reconnect.
 */
final class TopicFollower<T> implements Follower, ConsumerLoop.Task {
  private final String topic;
  private final From from;
  private final Runnable ensureTopic;
  private final Intake<T> intake;
  private final Promise<Void> ready = Promise.promise();
  private final Promise<Void> caughtUp = Promise.promise();
  private final ConsumerLoop loop;
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private volatile Duration drainLimit = Duration.ZERO;

  TopicFollower(
      String topic, From from, Runnable ensureTopic, Intake<T> intake, ConsumerLoop.Maker loops) {
    this.topic = topic;
    this.from = from;
    this.ensureTopic = ensureTopic;
    this.intake = intake;
    this.loop = loops.make(this);
  }

  TopicFollower<T> start() {
    loop.start();
    return this;
  }

  @Override
  public Future<Void> ready() {
    return ready.future();
  }

  @Override
  public Future<Void> caughtUp() {
    return caughtUp.future();
  }

  @Override
  public Future<Void> drain(Duration limit) {
    drainLimit = limit;
    return loop.stop();
  }

  @Override
  public void open(Consumer<byte[], byte[]> consumer) {
    ensureTopic.run();
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new NoPartitionsException(topic);
    }
    consumer.assign(partitions);
    if (ends.isEmpty()) {
      // Looked up once: a follower that reconnects goes on where it was.
      ends.putAll(consumer.endOffsets(partitions));
      next.putAll(from == From.END ? ends : consumer.beginningOffsets(partitions));
    }
    for (var partition : partitions) {
      // A partition that was added later is read from its beginning.
      var position = next.getOrDefault(partition, 0L);
      consumer.seek(partition, position);
      intake.assign(partition, position);
    }
    ready.tryComplete();
  }

  @Override
  public void round(Consumer<byte[], byte[]> consumer) {
    intake.poll(consumer);
    if (!caughtUp.future().isComplete() && isCaughtUp(consumer)) {
      caughtUp.complete();
    }
  }

  /**
   * The last offset may be one that no record has, so what was read counts beside what was done.
   */
  private boolean isCaughtUp(Consumer<byte[], byte[]> consumer) {
    var done = intake.next();
    var read = new HashMap<TopicPartition, Long>();
    ends.keySet().forEach(partition -> read.put(partition, consumer.position(partition)));
    return ends.entrySet().stream()
        .allMatch(
            end -> {
              var partition = end.getKey();
              var allDone = intake.isIdle(partition) || done.get(partition) >= end.getValue();
              return read.get(partition) >= end.getValue() && allDone;
            });
  }

  @Override
  public void close(Consumer<byte[], byte[]> consumer) {
    intake.settle(intake.assigned(), drainLimit);
    intake.forget(intake.assigned());
  }

  @Override
  public void lost() {
    next.putAll(intake.next());
    intake.forget(intake.assigned());
  }

  /** Metadata that arrives a moment after the topic was created. */
  private static final class NoPartitionsException extends RetriableException {
    private static final long serialVersionUID = 1L;

    NoPartitionsException(String topic) {
      super(topic + " has no partitions yet");
    }
  }
}
