package dev.pharos.messaging;

import static dev.pharos.messaging.TestService.await;
import static dev.pharos.messaging.TestService.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pharos.contracts.Topics;
import dev.pharos.embedded.Durability;
import dev.pharos.embedded.EmbeddedKafka;
import dev.pharos.embedded.LoopbackPorts;
import dev.pharos.runtime.OverloadedException;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker of its own, which goes away and comes back. */
@WithServers
class BrokerOutageIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void nothingIsLostWhileTheBrokerIsAway(TestServers servers, @TempDir Path folder) {
    var port = LoopbackPorts.free();
    var broker = EmbeddedKafka.start(folder, port, Durability.THROWAWAY);
    var config =
        new KafkaConfig(
            List.of(broker.bootstrapServers()), "p.", Duration.ofMinutes(2), 60, Optional.empty());
    var service = TestService.start(config);
    try {
      var database = service.database(servers);
      var outbox = service.messaging().outbox(database);
      var handled = new ConcurrentLinkedQueue<String>();
      await(
          service
              .messaging()
              .subscribe(
                  Topics.JOB_COMMANDS,
                  "tester",
                  message -> {
                    handled.add(text(message));
                    return Future.succeededFuture();
                  })
              .ready());
      service.send("k", "before");
      await().atMost(LIMIT).until(() -> handled.contains("before"));

      broker.close();
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
      await().atMost(LIMIT).until(() -> !await(service.context().health().report()).ready());

      broker = EmbeddedKafka.start(folder, port, Durability.THROWAWAY);
      await(Future.all(published.subList(0, 60)));
      await().atMost(LIMIT).until(() -> handled.containsAll(texts("outbox", 70)));
      await().atMost(LIMIT).until(() -> handled.containsAll(texts("direct", 60)));
      assertThat(handled.stream().filter(text -> text.startsWith("outbox")).distinct())
          .containsExactlyElementsOf(texts("outbox", 70));
      await().atMost(LIMIT).until(() -> await(service.context().health().report()).ready());
    } finally {
      service.close();
      broker.close();
    }
  }

  private static List<String> texts(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }
}
