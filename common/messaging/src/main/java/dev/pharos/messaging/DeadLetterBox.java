package dev.pharos.messaging;

import dev.pharos.contracts.Topic;
import dev.pharos.contracts.Topics;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads what lies on the dead-letter topics, with a consumer of its own that commits nothing, and
 * sends letters back. Reading blocks.
 */
public final class DeadLetterBox {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * Which letters are wanted.
   *
   * @param topic of one topic, without prefix; empty for all
   * @param since given up at this time or later
   * @param until given up before this time
   */
  public record Filter(Optional<String> topic, Optional<Instant> since, Optional<Instant> until) {}

  /** A stretch of a partition: from an offset to the one behind its end. */
  private record Stretch(long from, long to) {}

  private final KafkaClients clients;
  private final Function<ProducerRecord<byte[], byte[]>, Future<Void>> sender;

  DeadLetterBox(
      KafkaClients clients, Function<ProducerRecord<byte[], byte[]>, Future<Void>> sender) {
    this.clients = clients;
    this.sender = sender;
  }

  /**
   * The newest letters, newest first.
   *
   * @param limit how many at most
   * @param view what is to be known of each, so that large values need not be kept
   * @throws KafkaException when the broker is away
   */
  public <V> List<V> newest(Filter filter, int limit, Function<DeadLetter, V> view) {
    record Seen<V>(DeadLetterId id, Instant at, V view) {}
    var newest =
        Comparator.comparing((Seen<V> seen) -> seen.at())
            .thenComparing(seen -> seen.id().offset())
            .reversed();
    try (var consumer = clients.consumer("dead-letters", Optional.empty(), 100)) {
      var topics = topics(consumer, filter);
      var seen = new ArrayList<Seen<V>>();
      read(
          consumer,
          stretches(consumer, topics.keySet(), filter, limit),
          record -> {
            var letter = DeadLetterHeaders.read(topics.get(partition(record)), record);
            seen.add(new Seen<>(letter.id(), letter.at(), view.apply(letter)));
          });
      return seen.stream().sorted(newest).limit(limit).map(Seen::view).toList();
    }
  }

  /**
   * One letter; empty if it does not exist, or no longer.
   *
   * @throws KafkaException when the broker is away
   */
  public Optional<DeadLetter> find(DeadLetterId id) {
    var filter = new Filter(Optional.of(id.topic()), Optional.empty(), Optional.empty());
    try (var consumer = clients.consumer("dead-letters", Optional.empty(), 1)) {
      var topics = topics(consumer, filter);
      var partition = new TopicPartition(letters(id.topic()), id.partition());
      if (!topics.containsKey(partition)) {
        return Optional.empty();
      }
      var all = stretches(consumer, List.of(partition), filter, Integer.MAX_VALUE).get(partition);
      if (id.offset() < all.from() || id.offset() >= all.to()) {
        return Optional.empty();
      }
      var found = new ArrayList<DeadLetter>();
      read(
          consumer,
          Map.of(partition, new Stretch(id.offset(), id.offset() + 1)),
          record -> found.add(DeadLetterHeaders.read(id.topic(), record)));
      return found.stream().filter(letter -> letter.id().equals(id)).findFirst();
    }
  }

  /**
   * Sends a letter back to the topic it was read from: key, value and headers as they were.
   *
   * @return completes when all replicas have it
   */
  public Future<Void> sendBack(DeadLetter letter) {
    var record =
        new ProducerRecord<>(
            clients.topicName(letter.id().topic()),
            letter.key().map(Buffer::getBytes).orElse(null),
            letter.value().map(Buffer::getBytes).orElse(null));
    for (var header : letter.headers()) {
      record.headers().add(header.name(), header.value().map(Buffer::getBytes).orElse(null));
    }
    return sender.apply(record);
  }

  private String letters(String topic) {
    return Topics.all().stream()
        .filter(known -> known.name().equals(topic))
        .map(Topic::deadLetterName)
        .map(clients::topicName)
        .findFirst()
        .orElse("");
  }

  /** The partitions of the dead-letter topics, and whose letters they hold. */
  private Map<TopicPartition, String> topics(Consumer<byte[], byte[]> consumer, Filter filter) {
    var there = consumer.listTopics(LIMIT);
    var partitions = new HashMap<TopicPartition, String>();
    for (var topic : Topics.all()) {
      var name = letters(topic.name());
      if (filter.topic().map(topic.name()::equals).orElse(true) && there.containsKey(name)) {
        there
            .get(name)
            .forEach(
                info -> partitions.put(new TopicPartition(name, info.partition()), topic.name()));
      }
    }
    return partitions;
  }

  private static Map<TopicPartition, Stretch> stretches(
      Consumer<byte[], byte[]> consumer,
      Collection<TopicPartition> partitions,
      Filter filter,
      int limit) {
    var firsts = consumer.beginningOffsets(partitions, LIMIT);
    var ends = consumer.endOffsets(partitions, LIMIT);
    var froms = offsets(consumer, partitions, filter.since());
    var untils = offsets(consumer, partitions, filter.until());
    var stretches = new HashMap<TopicPartition, Stretch>();
    for (var partition : partitions) {
      long end = ends.get(partition);
      // Where no record is as late as a time, the end stands for it.
      long from = filter.since().isEmpty() ? 0 : froms.getOrDefault(partition, end);
      long to = untils.getOrDefault(partition, end);
      long start = Math.max(Math.max(from, firsts.get(partition)), to - limit);
      stretches.put(partition, new Stretch(start, Math.max(start, to)));
    }
    return stretches;
  }

  private static Map<TopicPartition, Long> offsets(
      Consumer<byte[], byte[]> consumer,
      Collection<TopicPartition> partitions,
      Optional<Instant> time) {
    var offsets = new HashMap<TopicPartition, Long>();
    time.ifPresent(
        instant -> {
          var asked = new HashMap<TopicPartition, Long>();
          partitions.forEach(partition -> asked.put(partition, instant.toEpochMilli()));
          consumer
              .offsetsForTimes(asked, LIMIT)
              .forEach(
                  (partition, found) -> {
                    if (found != null) {
                      offsets.put(partition, found.offset());
                    }
                  });
        });
    return offsets;
  }

  private static void read(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Stretch> stretches,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    consumer.assign(stretches.keySet());
    stretches.forEach((partition, stretch) -> consumer.seek(partition, stretch.from()));
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (stretches.entrySet().stream()
        .anyMatch(entry -> consumer.position(entry.getKey()) < entry.getValue().to())) {
      if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException("the dead letters could not be read within " + LIMIT);
      }
      for (var record : consumer.poll(POLL)) {
        if (record.offset() < stretches.get(partition(record)).to()) {
          taker.accept(record);
        }
      }
    }
  }

  private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }
}
