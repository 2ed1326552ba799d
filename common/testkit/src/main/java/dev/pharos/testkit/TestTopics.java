package dev.pharos.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes and reads topics as any Kafka client would, knowing nothing of what the records mean. */
public final class TestTopics implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);

  private final String bootstrapServers;
  private final Admin admin;
  private KafkaProducer<byte[], byte[]> producer;

  TestTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** Makes a topic of one partition, unless it exists. */
  public void create(String topic) {
    create(topic, 1);
  }

  /** Makes a topic, unless it exists. */
  public void create(String topic, int partitions) {
    create(topic, partitions, Map.of());
  }

  /** Makes a topic with settings such as {@code cleanup.policy}, unless it exists. */
  public void create(String topic, int partitions, Map<String, String> settings) {
    var wanted = new NewTopic(topic, partitions, (short) 1).configs(settings);
    try {
      await(admin.createTopics(List.of(wanted)).all());
    } catch (TopicExistsException e) {
      return;
    }
  }

  /** The topics that exist. */
  public Set<String> names() {
    return await(admin.listTopics().names());
  }

  /** Writes a record and waits until the broker has it. */
  public void send(String topic, String key, String value, Map<String, String> headers) {
    send(topic, key, value == null ? null : value.getBytes(UTF_8), headers);
  }

  /** Writes a record of any bytes and waits until the broker has it. */
  public void send(String topic, String key, byte[] value, Map<String, String> headers) {
    var written = new ProducerRecord<>(topic, key == null ? null : key.getBytes(UTF_8), value);
    headers.forEach((name, text) -> written.headers().add(name, text.getBytes(UTF_8)));
    try {
      producer().send(written).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot write to " + topic + ": " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("cannot write to " + topic + " within " + LIMIT, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** All records of a topic up to now, in order within each partition. */
  public List<TopicRecord> read(String topic) {
    try (var consumer = consumer(topic)) {
      var ends = consumer.endOffsets(consumer.assignment());
      var all = new ArrayList<TopicRecord>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(each -> all.add(TopicRecord.of(each)));
      }
      return all;
    }
  }

  /** The first record that fits, there already or still to come; waits up to 30 s. */
  public TopicRecord await(String topic, Predicate<TopicRecord> fits) {
    return await(topic, fits, LIMIT);
  }

  /**
   * The first record that fits, there already or still to come.
   *
   * @throws AssertionError if none comes in time; the message lists what came
   */
  public TopicRecord await(String topic, Predicate<TopicRecord> fits, Duration limit) {
    var others = new ArrayList<TopicRecord>();
    try (var consumer = consumer(topic)) {
      long deadline = System.nanoTime() + limit.toNanos();
      while (System.nanoTime() - deadline < 0) {
        for (var each : consumer.poll(POLL)) {
          var found = TopicRecord.of(each);
          if (fits.test(found)) {
            return found;
          }
          others.add(found);
        }
      }
    }
    throw new AssertionError(
        "no record that fits came to %s within %s; these came: %s".formatted(topic, limit, others));
  }

  /** The offset that a consumer group has committed for a partition, -1 if none. */
  public long committed(String group, String topic, int partition) {
    var offsets = await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    var committed = offsets.get(new TopicPartition(topic, partition));
    return committed == null ? -1 : committed.offset();
  }

  void deleteAll(String prefix) {
    await(
        admin
            .deleteTopics(names().stream().filter(name -> name.startsWith(prefix)).toList())
            .all());
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close();
    }
    admin.close(Duration.ofSeconds(5));
  }

  /** Reads all partitions of a topic from the beginning, and commits nothing. */
  private KafkaConsumer<byte[], byte[]> consumer(String topic) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false);
    var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var description = await(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
    var partitions =
        description.partitions().stream()
            .map(each -> new TopicPartition(topic, each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  private synchronized KafkaProducer<byte[], byte[]> producer() {
    if (producer == null) {
      Map<String, Object> settings =
          Map.of("bootstrap.servers", bootstrapServers, "max.block.ms", LIMIT.toMillis());
      producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("Kafka did not answer within " + LIMIT, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
