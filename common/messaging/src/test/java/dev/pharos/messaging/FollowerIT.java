package dev.pharos.messaging;

import static dev.pharos.messaging.TestService.await;
import static dev.pharos.messaging.TestService.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.job.JobCommand;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@WithServers
class FollowerIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final TestServers servers;
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private KafkaConfig config;
  private TestService service;

  FollowerIT(TestServers servers) {
    this.servers = servers;
  }

  @BeforeEach
  void start(TestInfo test) {
    config = TestService.config(servers, test.getTestMethod().orElseThrow().getName());
    service = TestService.start(config);
    await(service.messaging().ensureTopics(List.of(Topics.JOB_COMMANDS)));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void hasCaughtUpWhenAllThatWasThereIsHandled() {
    IntStream.range(0, 40).forEach(i -> service.send("k" + i, "old" + i));
    var slow = Promise.<Void>promise();
    var follower =
        service
            .messaging()
            .follow(
                Topics.JOB_COMMANDS,
                Follower.From.BEGINNING,
                message -> {
                  note(message);
                  return text(message).equals("old7") ? slow.future() : Future.succeededFuture();
                });
    await().atMost(LIMIT).until(() -> seen.size() == 40);
    await().during(Duration.ofMillis(250)).until(() -> !follower.caughtUp().isComplete());

    slow.complete();
    await(follower.caughtUp());
    service.send("k", "new");
    await().atMost(LIMIT).until(() -> seen.contains("new"));
    assertThat(seen).hasSize(41);
  }

  @Test
  void caughtUpAtOnceWithAnEmptyTopic() {
    await(
        service
            .messaging()
            .follow(Topics.JOB_COMMANDS, Follower.From.BEGINNING, this::note)
            .caughtUp());
  }

  @Test
  void fromTheEndItSeesWhatIsSentOnceItIsReadyAndSkipsRubbish() {
    service.send("k", "old");
    await(service.messaging().follow(Topics.JOB_COMMANDS, Follower.From.END, this::note).ready());
    servers.topics().send(config.topicPrefix() + "job.commands", "k", "rubbish", Map.of());
    servers.topics().send(config.topicPrefix() + "job.commands", "k", (String) null, Map.of());
    service.send("k", "new");

    await().atMost(LIMIT).until(() -> !seen.isEmpty());
    assertThat(seen).containsExactly("new");
    assertThat(servers.topics().read(config.topicPrefix() + "job.commands.dlt")).isEmpty();
  }

  private Future<?> note(Message<JobCommand> message) {
    seen.add(text(message));
    return Future.succeededFuture();
  }
}
