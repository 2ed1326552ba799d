package dev.pharos.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * As much of kcat as the documents use: {@code -P -t TOPIC} writes each line of the input, {@code
 * -C -t TOPIC} prints a topic from its beginning. The broker is that of the test, whatever {@code
 * -b} says, and where kcat would print for ever this ends with the run.
 */
final class KafkaCat {
  static final String BROKER = "KAFKA_CAT_BROKER";
  private static final String JOB = "my-first-job";
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private KafkaCat() {}

  public static void main(String[] args) throws Exception {
    var options = Arrays.asList(args);
    var topic = options.get(options.indexOf("-t") + 1);
    var broker = System.getenv(BROKER);
    if (options.contains("-P")) {
      var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        new PlainKafka(broker).write(topic, line);
      }
    } else {
      print(broker, topic);
    }
  }

  private static void print(String broker, String topic) {
    try (var consumer =
        new KafkaConsumer<String, byte[]>(
            Map.of("bootstrap.servers", broker, "enable.auto.commit", "false"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var run = "not yet known";
      var deadline = System.nanoTime() + LIMIT.toNanos();
      while (System.nanoTime() < deadline) {
        for (var entry : consumer.poll(Duration.ofMillis(200))) {
          System.out.println(new String(entry.value(), UTF_8));
          var message = PlainKafka.json(entry.value());
          if (message.path("command").asText().equals(JOB)) {
            run = message.path("run").asText("rejected");
          }
          if (message.path("run").asText().equals(run)
              && message.path("to").asText().equals("RUNNING")) {
            return;
          }
        }
      }
    }
  }
}
