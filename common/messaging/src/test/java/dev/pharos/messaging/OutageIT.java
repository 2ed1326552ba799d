package dev.pharos.messaging;

import static dev.pharos.messaging.TestService.await;
import static dev.pharos.messaging.TestService.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pharos.contracts.Json;
import dev.pharos.contracts.Topics;
import dev.pharos.runtime.OverloadedException;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.database.DatabaseConfig;
import dev.pharos.testkit.RestartableKafka;
import dev.pharos.testkit.RestartablePostgres;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A broker or a database that goes away and comes back. */
@WithServers
class OutageIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final TestServers servers;

  OutageIT(TestServers servers) {
    this.servers = servers;
  }

  @Test
  void nothingIsLostWhileTheBrokerIsAway() {
    try (var broker = new RestartableKafka();
        var service = TestService.start(config(broker))) {
      var database = service.database(servers);
      var outbox = service.messaging().outbox(database);
      var handled = new ConcurrentLinkedQueue<String>();
      await(
          service
              .messaging()
              .subscribe(
                  Topics.JOB_COMMANDS,
                  "tester",
                  message -> Future.succeededFuture(handled.add(text(message))))
              .ready());
      service.send("k", "before");
      await().atMost(LIMIT).until(() -> handled.contains("before"));

      broker.stop();
      var published = new ArrayList<Future<Void>>();
      for (var i = 0; i < 70; i++) {
        published.add(
            service.messaging().publisher().publish(TestService.command("k", "direct" + i)));
        var message = TestService.command("k", "outbox" + i);
        database.inTransactionBlocking(
            handle -> {
              outbox.append(handle, message);
              return null;
            });
      }
      assertThat(published.subList(60, 70))
          .allSatisfy(
              refused -> {
                assertThat(refused.cause()).isInstanceOf(OverloadedException.class);
                assertThat(refused.cause()).hasMessageContaining("60 messages wait");
              });
      await().atMost(LIMIT).until(() -> !isReady(service));
      // What is under way goes on, what is new is told to come again.
      await().atMost(LIMIT).until(() -> gauge(service, "pharos.outbox.waiting") >= 70);
      assertThatThrownBy(outbox::requireRoom)
          .isInstanceOf(OverloadedException.class)
          .hasMessageContaining("70 messages wait for Kafka");

      broker.start();
      await(Future.all(published.subList(0, 60)));
      await().atMost(LIMIT).until(() -> handled.containsAll(texts("outbox", 70)));
      await().atMost(LIMIT).until(() -> handled.containsAll(texts("direct", 60)));
      assertThat(handled.stream().filter(text -> text.startsWith("outbox")).distinct())
          .containsExactlyElementsOf(texts("outbox", 70));
      await().atMost(LIMIT).until(() -> isReady(service));
      await().atMost(LIMIT).until(() -> gauge(service, "pharos.outbox.waiting") == 0);
      outbox.requireRoom();
    }
  }

  @Test
  void everythingTakesEffectOnceWhileTheDatabaseIsAway() {
    var config = TestService.config(servers, "database");
    try (var postgres = new RestartablePostgres();
        var service = TestService.start(config)) {
      var database =
          Database.open(
              service.context(),
              DatabaseConfig.of(postgres.jdbcUrl(), postgres.user(), postgres.password()),
              Json.mapper());
      await(database.withHandle(handle -> handle.execute("create table effects (message text)")));
      await(
          service
              .messaging()
              .subscribe(
                  Topics.JOB_COMMANDS,
                  "tester",
                  database,
                  (handle, messages) -> {
                    for (var message : messages) {
                      handle.execute("insert into effects values (?)", text(message));
                    }
                  })
              .ready());
      service.send("k", "m0");
      await().atMost(LIMIT).until(() -> effects(database).size() == 1);

      postgres.stop();
      IntStream.range(1, 20).forEach(i -> service.send("k" + i, "m" + i));
      await().atMost(LIMIT).until(() -> service.meter("pharos.messages.retries") >= 3);
      assertThat(isReady(service)).isFalse();

      postgres.start();
      await().atMost(LIMIT).until(() -> effects(database).size() == 20);
      assertThat(effects(database)).containsExactlyInAnyOrderElementsOf(texts("m", 20));
      assertThat(servers.topics().read(config.topicPrefix() + "job.commands.dlt")).isEmpty();
    }
  }

  private static KafkaConfig config(RestartableKafka broker) {
    return new KafkaConfig(
        List.of(broker.bootstrapServers()), "p.", Duration.ofMinutes(2), 60, 50, Optional.empty());
  }

  private static double gauge(TestService service, String name) {
    return service.context().meters().get(name).gauge().value();
  }

  private static boolean isReady(TestService service) {
    return await(service.context().health().report()).ready();
  }

  private static List<String> effects(Database database) {
    return database.inTransactionBlocking(
        handle -> handle.createQuery("select message from effects").mapTo(String.class).list());
  }

  private static List<String> texts(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }
}
