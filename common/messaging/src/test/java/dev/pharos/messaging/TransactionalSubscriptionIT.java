package dev.pharos.messaging;

import static dev.pharos.messaging.TestService.await;
import static dev.pharos.messaging.TestService.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.job.JobCommand;
import dev.pharos.runtime.database.Database;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@WithServers
class TransactionalSubscriptionIT {
  private static final String GROUP = "tester";

  private final TestServers servers;
  private KafkaConfig config;
  private TestService service;
  private Database database;

  TransactionalSubscriptionIT(TestServers servers) {
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
    await(
        database.inTransaction(
            handle ->
                handle.execute(
                    "drop table if exists effects; create table effects (position bigserial, message text)")));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void eachMessageTakesEffectOnceInOrderForItsKey() {
    await(service.messaging().ensureTopics(List.of(Topics.JOB_COMMANDS)));
    IntStream.range(0, 300).forEach(i -> publishLater("k" + i % 5, i % 5 + ":" + i));
    subscribe(this::insert);

    await().until(() -> effects().size() == 300);
    assertThat(effects()).doesNotHaveDuplicates();
    for (var key = 0; key < 5; key++) {
      var prefix = key + ":";
      assertThat(effects().stream().filter(text -> text.startsWith(prefix)).toList())
          .isSortedAccordingTo((a, b) -> number(a) - number(b));
    }
  }

  @Test
  void aCrashBeforeTheCommitUndoesAndRepeats() {
    var crashes = new AtomicInteger();
    subscribe(
        (handle, messages) -> {
          insert(handle, messages);
          if (crashes.incrementAndGet() <= 2) {
            handle.execute("select pg_terminate_backend(pg_backend_pid())");
          }
        });
    service.send("k", "once");

    await().until(() -> effects().equals(List.of("once")));
    assertThat(crashes).hasValueGreaterThanOrEqualTo(3);
    service.send("k", "more");
    await().until(() -> effects().equals(List.of("once", "more")));
  }

  @Test
  void anotherProcessGoesOnWhereTheDatabaseSays() {
    subscribe(this::insert);
    service.send("k", "first");
    await().until(() -> effects().equals(List.of("first")));
    service.close();

    // As if Kafka had never been told how far the group was.
    service = TestService.start(config);
    database = service.database(servers);
    service.send("k", "second");
    subscribe(this::insert);
    await().until(() -> effects().equals(List.of("first", "second")));
  }

  @Test
  void poisonInABatchHarmsNothingElse() {
    await(service.messaging().ensureTopics(List.of(Topics.JOB_COMMANDS)));
    service.send("k", "a");
    service.send("k", "b");
    service.send("k", "poison");
    service.send("k", "c");
    servers.topics().send(topic(), "k", "rubbish", Map.of());
    service.send("k", "d");
    subscribe(
        (handle, messages) -> {
          insert(handle, messages);
          if (messages.stream().anyMatch(message -> text(message).equals("poison"))) {
            throw new IllegalStateException("cannot");
          }
        });

    await().until(() -> effects().contains("d"));
    assertThat(effects()).containsExactly("a", "b", "c", "d");
    assertThat(servers.topics().read(topic() + ".dlt"))
        .extracting(letter -> letter.headers().get("__connect.errors.exception.message"))
        .satisfiesExactly(
            message -> assertThat(message).isEqualTo("cannot"),
            message -> assertThat(message).contains("not JSON"));
  }

  @Test
  void anInvalidCommandIsAnsweredInTheSameTransaction() {
    subscribe(
        new BatchHandler<>() {
          @Override
          public void handle(Handle handle, List<Message<JobCommand>> messages) {
            insert(handle, messages);
          }

          @Override
          public boolean handleInvalid(Handle handle, InvalidMessage message) {
            handle.execute(
                "insert into effects (message) values (?)",
                "rejected " + message.id() + ": " + message.reason().violations().size());
            return true;
          }
        });
    servers
        .topics()
        .send(
            topic(),
            "k",
            """
            {"specversion": "1.0", "id": "7", "source": "me", "type": "dev.pharos.job.cancel.v1", "data": {"rum": 5}}""",
            Map.of());
    service.send("k", "valid");

    await().until(() -> effects().contains("valid"));
    assertThat(effects()).containsExactly("rejected 7: 2", "valid");
    assertThat(servers.topics().read(topic() + ".dlt")).isEmpty();
  }

  @Test
  void aFailureThatPassesIsRepeatedForAsLongAsItTakes() {
    var attempts = new AtomicInteger();
    subscribe(
        (handle, messages) -> {
          insert(handle, messages);
          if (attempts.incrementAndGet() < 5) {
            throw new RetryException("the other side is away");
          }
        });
    service.send("k", "patient");
    await().until(() -> effects().equals(List.of("patient")));
    assertThat(attempts).hasValue(5);
    assertThat(servers.topics().read(topic() + ".dlt")).isEmpty();
  }

  @Test
  void aStaleOwnerChangesNothingAndGoesOnWhereTheNewOneStands() {
    subscribe(this::insert);
    IntStream.range(0, 3).forEach(i -> service.send("k", "m" + i));
    await().until(() -> effects().size() == 3);
    // Another process has meanwhile done two more.
    await(
        database.inTransaction(
            handle ->
                handle.execute(
                    "update consumer_offsets set next_offset = 5 where next_offset = 3")));
    IntStream.range(3, 8).forEach(i -> service.send("k", "m" + i));

    await().until(() -> effects().contains("m7"));
    assertThat(effects()).containsExactly("m0", "m1", "m2", "m5", "m6", "m7");
  }

  @Test
  void anOffsetMovesOnlyFromWhereItStands() {
    var offsets = new StoredOffsets("group", "topic");
    database.inTransactionBlocking(handle -> offsets.positionOf(handle, 0, 10));
    assertThat(
            database.<Long, RuntimeException>inTransactionBlocking(
                handle -> offsets.positionOf(handle, 0, 99)))
        .isEqualTo(10);
    database.inTransactionBlocking(
        handle -> {
          offsets.advance(handle, 0, 10, 12);
          return null;
        });
    assertThatThrownBy(
            () ->
                database.inTransactionBlocking(
                    handle -> {
                      offsets.advance(handle, 0, 10, 13);
                      return null;
                    }))
        .isInstanceOf(StoredOffsets.StaleException.class)
        .hasMessageContaining("group no longer stands at 10 of topic-0");
  }

  @Test
  void twoMembersShareAndNothingTakesEffectTwice() {
    subscribe(this::insert);
    try (var other = TestService.start(config)) {
      var otherDatabase = other.database(servers);
      other.messaging().subscribe(Topics.JOB_COMMANDS, GROUP, otherDatabase, this::insert);
      var count = new AtomicInteger();
      await()
          .until(
              () -> {
                service.send("key" + count.get(), "m" + count.getAndIncrement());
                return other.meter("pharos.messages.handled") > 0;
              });
      service.send("last", "last");
      await().until(() -> effects().size() == count.get() + 1);
      assertThat(effects()).doesNotHaveDuplicates();
    }
    service.send("key", "after");
    await().until(() -> effects().contains("after"));
    assertThat(effects()).doesNotHaveDuplicates();
  }

  private void publishLater(String key, String text) {
    service.messaging().publisher().publish(TestService.command(key, text));
  }

  private void subscribe(BatchHandler<JobCommand> handler) {
    await(service.messaging().subscribe(Topics.JOB_COMMANDS, GROUP, database, handler).ready());
  }

  private void insert(Handle handle, List<Message<JobCommand>> messages) {
    for (var message : messages) {
      handle.execute("insert into effects (message) values (?)", text(message));
    }
  }

  private List<String> effects() {
    return database.inTransactionBlocking(
        handle ->
            handle
                .createQuery("select message from effects order by position")
                .mapTo(String.class)
                .list());
  }

  private String topic() {
    return config.topicPrefix() + "job.commands";
  }

  private static int number(String text) {
    return Integer.parseInt(text.substring(2));
  }
}
