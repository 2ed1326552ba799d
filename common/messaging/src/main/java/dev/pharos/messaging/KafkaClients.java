package dev.pharos.messaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes Kafka clients, all with the same care for what they send and receive. */
final class KafkaClients {
  private final KafkaConfig config;
  private final String service;

  KafkaClients(KafkaConfig config, String service) {
    this.config = config;
    this.service = service;
  }

  String topicName(String topic) {
    return config.topicPrefix() + topic;
  }

  String groupName(String group, String topic) {
    return config.topicPrefix() + group + "." + topic;
  }

  Admin admin() {
    var properties = common("admin");
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    return Admin.create(properties);
  }

  /** A producer that keeps the order and writes each record once, or gives up after a time. */
  Producer<byte[], byte[]> producer(String name, Duration deliveryTime) {
    var properties = common(name);
    var delivery = (int) Math.min(Integer.MAX_VALUE, deliveryTime.toMillis());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // With several requests under way a new producer can fail for good: a broker that has just made
    // the partition refuses the first batch and then takes the second, since it knows no sequence
    // of
    // this producer yet; the first is out of order from then on.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
    properties.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(500, Math.min(10_000, delivery / 2)));
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(30_000, delivery));
    properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * A consumer.
   *
   * @param group empty for one that is told its partitions
   */
  Consumer<byte[], byte[]> consumer(String name, Optional<String> group, int maxRecords) {
    var properties = common(name);
    group.ifPresent(id -> properties.put(ConsumerConfig.GROUP_ID_CONFIG, id));
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxRecords);
    properties.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    // A member that died gives its partitions up after this long, the least that brokers allow.
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Properties common(String name) {
    var properties = new Properties();
    config.clientProperties().ifPresent(file -> load(file, properties));
    properties.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, String.join(",", config.bootstrapServers()));
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, service + "-" + name);
    return properties;
  }

  private static void load(Path file, Properties properties) {
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the Kafka client properties " + file, e);
    }
  }
}
