package dev.pharos.messaging;

import static dev.pharos.messaging.TestService.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.job.CommandAccepted;
import dev.pharos.contracts.job.CommandRejected;
import dev.pharos.runtime.database.Database;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@WithServers
class OutboxIT {
  private final TestServers servers;
  private KafkaConfig config;
  private TestService service;
  private Database database;

  OutboxIT(TestServers servers) {
    this.servers = servers;
  }

  @BeforeAll
  static void patience() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
  }

  @BeforeEach
  void start(TestInfo test) {
    config = TestService.config(servers, test.getTestMethod().orElseThrow().getName());
    service = TestService.start(config);
    database = service.database(servers);
    await(service.messaging().ensureTopics(List.of(Topics.JOB_EVENTS)));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void publishesInOrderWhatWasCommittedAndNothingElse() {
    var outbox = service.messaging().outbox(database);
    var message =
        OutgoingMessage.of(Topics.JOB_EVENTS, "a key", accepted("first"))
            .answering("command-1")
            .traced("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    append(outbox, message);
    assertThatThrownBy(
            () ->
                database.inTransactionBlocking(
                    handle -> {
                      outbox.append(handle, Topics.JOB_EVENTS, "a key", accepted("undone"));
                      throw new IllegalStateException("rolled back");
                    }))
        .hasMessage("rolled back");
    IntStream.range(0, 50)
        .forEach(
            i -> append(outbox, OutgoingMessage.of(Topics.JOB_EVENTS, "a key", accepted("n" + i))));

    var last = servers.topics().await(topic(), record -> record.value().contains("\"n49\""));
    var all = servers.topics().read(topic());
    assertThat(all).hasSize(51);
    assertThat(all.get(0).value()).isEqualTo("{\"run\": \"" + RUN + "\", \"command\": \"first\"}");
    assertThat(all.get(0).key()).isEqualTo("a key");
    assertThat(all.get(0).headers())
        .containsEntry("ce_id", message.id().toString())
        .containsEntry("ce_type", "dev.pharos.command.accepted.v1")
        .containsEntry("ce_source", "/pharos/tester")
        .containsEntry("ce_correlationid", "command-1")
        .containsEntry("ce_traceparent", message.traceparent().orElseThrow())
        .containsKey("ce_time");
    assertThat(all.subList(1, 51))
        .extracting(record -> record.value().replaceAll(".*\"(n\\d+)\".*", "$1"))
        .containsExactlyElementsOf(IntStream.range(0, 50).mapToObj(i -> "n" + i).toList());
    assertThat(last.offset()).isEqualTo(50);
    await().until(() -> waiting() == 0);
  }

  @Test
  void oneRelayWorksForAServiceAndAnotherTakesOver() {
    var first = service.messaging().outbox(database);
    append(first, OutgoingMessage.of(Topics.JOB_EVENTS, "k", accepted("by the first")));
    await().until(() -> waiting() == 0);
    try (var other = TestService.start(config)) {
      var otherDatabase = other.database(servers);
      var second = other.messaging().outbox(otherDatabase);
      IntStream.range(0, 30)
          .forEach(
              i -> {
                append(first, OutgoingMessage.of(Topics.JOB_EVENTS, "k", accepted("a" + i)));
                append(second, OutgoingMessage.of(Topics.JOB_EVENTS, "k", accepted("b" + i)));
              });
      await().until(() -> waiting() == 0);
      assertThat(servers.topics().read(topic())).hasSize(61);
      service.close();

      append(
          otherDatabase,
          second,
          OutgoingMessage.of(Topics.JOB_EVENTS, "k", accepted("by the second")));
      servers.topics().await(topic(), record -> record.value().contains("by the second"));
    }
  }

  @Test
  void refusesWhatNoBrokerWouldTake() {
    var outbox = service.messaging().outbox(database);
    var rejected = new CommandRejected("c", "x".repeat(1_000_000), List.of());
    assertThatThrownBy(() -> append(outbox, OutgoingMessage.of(Topics.JOB_EVENTS, "k", rejected)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too large for Kafka");
  }

  private static final UUID RUN = UUID.fromString("01890000-0000-7000-8000-000000000001");

  private static CommandAccepted accepted(String command) {
    return CommandAccepted.ofRun(command, RUN);
  }

  private void append(Outbox outbox, OutgoingMessage<?> message) {
    append(database, outbox, message);
  }

  private static void append(Database database, Outbox outbox, OutgoingMessage<?> message) {
    database.inTransactionBlocking(
        handle -> {
          outbox.append(handle, message);
          return null;
        });
  }

  private long waiting() {
    return database.inTransactionBlocking(
        handle -> handle.createQuery("select count(*) from outbox").mapTo(Long.class).one());
  }

  private String topic() {
    return config.topicPrefix() + "job.events";
  }
}
