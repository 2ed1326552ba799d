package dev.pharos.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A Kafka client that knows nothing of Pharos, like kcat. */
final class PlainKafka {
  private final String bootstrapServers;

  PlainKafka(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Writes one record without key and headers and waits until the broker has it. */
  void write(String topic, byte[] value) {
    try (var producer =
        new KafkaProducer<byte[], byte[]>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, value)).get();
    } catch (Exception e) {
      throw new AssertionError("Kafka did not take the record", e);
    }
  }

  void write(String topic, String value) {
    write(topic, value.getBytes(UTF_8));
  }

  /** Reads a topic from its beginning until a record is the one that is looked for. */
  ConsumerRecord<byte[], byte[]> find(
      String topic, Duration limit, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    var seen = new ArrayList<String>();
    try (var consumer =
        new KafkaConsumer<byte[], byte[]>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var deadline = System.nanoTime() + limit.toNanos();
      while (System.nanoTime() < deadline) {
        for (var entry : consumer.poll(Duration.ofMillis(200))) {
          if (wanted.test(entry)) {
            return entry;
          }
          seen.add(header(entry, "ce_type"));
        }
      }
    }
    throw new AssertionError("not on %s within %s; there were %s".formatted(topic, limit, seen));
  }

  /** A header as text; empty if there is none. */
  static String header(ConsumerRecord<byte[], byte[]> entry, String name) {
    var header = entry.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  /** The value as JSON. */
  static JsonNode json(ConsumerRecord<byte[], byte[]> entry) {
    return json(entry.value());
  }

  /** A value as JSON. */
  static JsonNode json(byte[] value) {
    try {
      return Json.mapper().readTree(value);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + new String(value, UTF_8), e);
    }
  }
}
