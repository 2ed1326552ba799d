package dev.pharos.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Exit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedKafkaIT {
  private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

  @TempDir Path folder;

  @Test
  void topicsRecordsAndOffsetsSurviveARestartOnAnotherPort() throws Exception {
    try (var kafka = EmbeddedKafka.start(folder, 0)) {
      createTopic(kafka.bootstrapServers());
      send(kafka.bootstrapServers(), "one", "two");
      try (var consumer = consumer(kafka.bootstrapServers())) {
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(1)));
      }
    }
    try (var kafka = EmbeddedKafka.start(folder, 0)) {
      assertThat(read(kafka.bootstrapServers())).containsExactly("one", "two");
      try (var consumer = consumer(kafka.bootstrapServers())) {
        assertThat(consumer.committed(Set.of(PARTITION)).get(PARTITION).offset()).isEqualTo(1);
      }
    }
  }

  @Test
  void listensOnLoopbackAloneAndMakesNoTopicsByItself() throws Exception {
    try (var kafka = EmbeddedKafka.start(folder, 0, Durability.THROWAWAY)) {
      assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + kafka.port());
      for (var network : NetworkInterface.networkInterfaces().toList()) {
        for (var address :
            network.inetAddresses().filter(each -> !each.isLoopbackAddress()).toList()) {
          assertThatThrownBy(() -> new Socket(address, kafka.port()).close())
              .as("connecting through %s", address)
              .isInstanceOf(IOException.class);
        }
      }
      Map<String, Object> hasty =
          Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.block.ms", 500);
      try (var producer =
          new KafkaProducer<>(hasty, new StringSerializer(), new StringSerializer())) {
        assertThatThrownBy(() -> producer.send(new ProducerRecord<>("misspelt", "x")).get())
            .hasMessageContaining("misspelt");
      }
    }
  }

  @Test
  void aBusyPortIsNamedAndLeavesNothingRunning() throws Exception {
    var threads = threads();
    try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedKafka.start(folder, busy.getLocalPort()))
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContaining("127.0.0.1:" + busy.getLocalPort())
          .hasMessageContaining("choose another port");
      assertNoThreadsBut(threads);
      var taken = busy.getLocalPort();
      assertTaken("late", taken, LoopbackPorts.free());
      assertNoThreadsBut(threads);
      assertTaken("later", LoopbackPorts.free(), taken);
      assertNoThreadsBut(threads);
    }
    EmbeddedKafka.start(folder, 0, Durability.THROWAWAY).close();
    assertNoThreadsBut(threads);
  }

  private void assertTaken(String name, int port, int controllerPort) {
    var failure = new CompletableFuture<EmbeddedException>();
    Consumer<String> onExit = reason -> failure.complete(new EmbeddedException(reason));
    KafkaExits.listen(onExit);
    try {
      assertThatThrownBy(
              () ->
                  KafkaNode.start(
                      folder.resolve(name), port, controllerPort, Durability.THROWAWAY, failure))
          .as("a port that is taken after it was found free")
          .isInstanceOf(PortTakenException.class);
    } finally {
      KafkaExits.forget(onExit);
    }
  }

  @Test
  void aSecondBrokerOnTheFolderIsRefusedAndTheFirstGoesOn() throws Exception {
    try (var kafka = EmbeddedKafka.start(folder, 0, Durability.THROWAWAY)) {
      assertThatThrownBy(() -> EmbeddedKafka.start(folder, 0))
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("in use by this process");
      createTopic(kafka.bootstrapServers());
      send(kafka.bootstrapServers(), "one");
      assertThat(read(kafka.bootstrapServers())).containsExactly("one");
    }
  }

  @Test
  void aBrokerThatGivesUpTellsSoAndTheProcessLives() {
    try (var kafka = EmbeddedKafka.start(folder, 0, Durability.THROWAWAY)) {
      assertThatThrownBy(() -> Exit.halt(1, "the disk is full"))
          .hasMessageContaining("the disk is full");
      assertThat(kafka.failure())
          .succeedsWithin(Duration.ofSeconds(10))
          .satisfies(
              failure ->
                  assertThat(failure)
                      .hasMessageContaining(folder.toString())
                      .hasMessageContaining("the disk is full"));
    }
  }

  @Test
  void afterAHalfFormattedFolderTheNextStartBeginsAnew() throws Exception {
    var log = Files.createDirectories(folder.resolve("log"));
    Files.writeString(log.resolve("bootstrap.checkpoint"), "half");
    EmbeddedKafka.start(folder, 0, Durability.THROWAWAY).close();
  }

  @Test
  void aFolderThatIsNotItsOwnIsRefusedAndLeavesNothingRunning() throws Exception {
    var threads = threads();
    EmbeddedKafka.start(folder, 0, Durability.THROWAWAY).close();
    var properties = folder.resolve("log/meta.properties");
    Files.writeString(properties, Files.readString(properties).replace("node.id=1", "node.id=7"));
    assertThatThrownBy(() -> EmbeddedKafka.start(folder, 0))
        .isInstanceOf(EmbeddedException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("7");
    assertNoThreadsBut(threads);
  }

  static void createTopic(String bootstrapServers) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1))).all().get();
    }
  }

  static void send(String bootstrapServers, String... values) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (var value : values) {
        producer.send(new ProducerRecord<>(PARTITION.topic(), value)).get(30, TimeUnit.SECONDS);
      }
    }
  }

  static List<String> read(String bootstrapServers) {
    try (var consumer = consumer(bootstrapServers)) {
      var values = new ArrayList<String>();
      long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      consumer.seekToBeginning(List.of(PARTITION));
      while (consumer.position(PARTITION) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(each -> values.add(each.value()));
      }
      return values;
    }
  }

  private static KafkaConsumer<String, String> consumer(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "group.id",
            "group",
            "enable.auto.commit",
            false);
    var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    consumer.assign(List.of(PARTITION));
    return consumer;
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .toList();
  }

  private static void assertNoThreadsBut(List<String> before) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              var left =
                  Thread.getAllStackTraces().keySet().stream()
                      .filter(thread -> thread.isAlive() && !thread.isDaemon())
                      .map(Thread::getName)
                      .filter(name -> !before.contains(name) && !name.startsWith("awaitility"))
                      .toList();
              assertThat(left).as("threads that would keep the process alive").isEmpty();
            });
  }
}
