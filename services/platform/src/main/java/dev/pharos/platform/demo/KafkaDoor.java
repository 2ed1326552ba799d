package dev.pharos.platform.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.MessageTypes;
import dev.pharos.contracts.Topics;
import dev.pharos.contracts.job.CommandAccepted;
import dev.pharos.contracts.job.CommandRejected;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.SubmitJob;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Submits a job as any program would that has a Kafka client and nothing of Pharos: one JSON
 * message goes out, the answer with its id comes back.
 */
final class KafkaDoor {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
  private static final String TYPE = "ce_type";

  private final String bootstrapServers;
  private final String prefix;

  KafkaDoor(String bootstrapServers, String prefix) {
    this.bootstrapServers = bootstrapServers;
    this.prefix = prefix;
  }

  /**
   * Submits a job and waits for the answer.
   *
   * @return the run it became
   * @throws DemoFailure if it is rejected, or nobody answers
   */
  UUID submit(JobSpec job) {
    var id = "demo-" + UUID.randomUUID();
    try (var answers = consumer()) {
      send(id, message(id, job));
      return await(answers, id);
    } catch (InterruptException e) {
      throw new DemoFailure("interrupted while waiting for the answer to the job", e);
    }
  }

  /** The message as docs/automation.md describes it: a CloudEvent, whole in the value. */
  private static String message(String id, JobSpec job) {
    var event = new LinkedHashMap<String, Object>();
    event.put("specversion", "1.0");
    event.put("id", id);
    event.put("source", "/pharos/demo");
    event.put("type", MessageTypes.cloudEventType(SubmitJob.class));
    event.put("datacontenttype", "application/json");
    event.put("data", new SubmitJob(job));
    try {
      return Json.mapper().writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void send(String id, String message) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "client.id", "pharos-demo");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      var entry = new ProducerRecord<>(prefix + Topics.JOB_COMMANDS.name(), id, message);
      entry
          .headers()
          .add("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(UTF_8));
      producer.send(entry).get();
    } catch (ExecutionException e) {
      throw new DemoFailure("Kafka did not take the job: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("interrupted while submitting the job", e);
    }
  }

  /**
   * Reads from where the topic ends now; its partitions are all assigned, so no group is joined.
   */
  private KafkaConsumer<String, byte[]> consumer() {
    var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    var topic = prefix + Topics.JOB_EVENTS.name();
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // Seeking is lazy; asking makes sure that it happened before the job goes out.
    partitions.forEach(consumer::position);
    return consumer;
  }

  private static UUID await(KafkaConsumer<String, byte[]> answers, String id) {
    var deadline = System.nanoTime() + ANSWER_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      for (var entry : answers.poll(Duration.ofMillis(200))) {
        var run = answer(entry, id);
        if (run.isPresent()) {
          return run.get();
        }
      }
    }
    throw new DemoFailure(
        "nobody answered the job within %d s; the log of the platform says more"
            .formatted(ANSWER_LIMIT.toSeconds()));
  }

  /** The run, if this is the acceptance of the command. */
  private static Optional<UUID> answer(ConsumerRecord<String, byte[]> entry, String id) {
    var header = entry.headers().lastHeader(TYPE);
    var type = header == null ? "" : new String(header.value(), UTF_8);
    try {
      if (type.equals(MessageTypes.cloudEventType(CommandAccepted.class))) {
        var accepted = Json.mapper().readValue(entry.value(), CommandAccepted.class);
        return Optional.of(accepted).filter(a -> a.command().equals(id)).map(CommandAccepted::run);
      }
      if (type.equals(MessageTypes.cloudEventType(CommandRejected.class))) {
        var rejected = Json.mapper().readValue(entry.value(), CommandRejected.class);
        if (rejected.command().equals(id)) {
          throw new DemoFailure(
              "the job was rejected: %s %s".formatted(rejected.reason(), rejected.errors()));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new DemoFailure("an answer on %s cannot be read: %s".formatted(entry.topic(), e), e);
    }
  }
}
