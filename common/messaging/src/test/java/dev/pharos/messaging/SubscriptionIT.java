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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@WithServers
class SubscriptionIT {
  private static final SubscriptionOptions QUICK =
      SubscriptionOptions.STANDARD.withRetries(3, Duration.ofMillis(5), Duration.ofMillis(20));
  private static final String GROUP = "tester";

  private final TestServers servers;
  private final Queue<String> handled = new ConcurrentLinkedQueue<>();
  private KafkaConfig config;
  private TestService service;

  SubscriptionIT(TestServers servers) {
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
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void handlesEachMessageInOrderForItsKey() {
    service.messaging().subscribe(Topics.JOB_COMMANDS, GROUP, this::note);
    IntStream.range(0, 60).forEach(i -> service.send("key" + i % 4, i % 4 + ":" + i));

    await().until(() -> handled.size() == 60);
    for (var key = 0; key < 4; key++) {
      var prefix = key + ":";
      var ofKey = handled.stream().filter(text -> text.startsWith(prefix)).toList();
      assertThat(ofKey).hasSize(15).isSortedAccordingTo((a, b) -> number(a) - number(b));
    }
  }

  @Test
  void rubbishGoesToTheDeadLettersAndThePartitionGoesOn() {
    await(service.messaging().subscribe(Topics.JOB_COMMANDS, GROUP, this::note).ready());
    var topic = config.topicPrefix() + "job.commands";
    servers.topics().send(topic, "k", "rubbish", Map.of("mine", "kept"));
    service.send("k", "after");

    await().until(() -> handled.contains("after"));
    var letter = servers.topics().await(topic + ".dlt", record -> true);
    assertThat(letter.value()).isEqualTo("rubbish");
    assertThat(letter.key()).isEqualTo("k");
    assertThat(letter.headers())
        .containsEntry("mine", "kept")
        .containsEntry("__connect.errors.topic", topic)
        .containsEntry("__connect.errors.offset", "0")
        .containsKeys("__connect.errors.partition", "__connect.errors.exception.stacktrace")
        .containsEntry(
            "__connect.errors.exception.class.name",
            "dev.pharos.contracts.InvalidMessageException");
    assertThat(letter.headers().get("__connect.errors.exception.message")).contains("not JSON");
    await().until(() -> committed() == 2);
    assertThat(service.meter("pharos.messages.dead.letters")).isEqualTo(1);
  }

  @Test
  void anInvalidCommandCanBeAnswered() {
    var invalid = new ConcurrentLinkedQueue<InvalidMessage>();
    var handler =
        new MessageHandler<JobCommand>() {
          @Override
          public Future<?> handle(Message<JobCommand> message) {
            return note(message);
          }

          @Override
          public Future<Boolean> handleInvalid(InvalidMessage message) {
            invalid.add(message);
            return Future.succeededFuture(!message.id().equals("unanswered"));
          }
        };
    await(service.messaging().subscribe(Topics.JOB_COMMANDS, GROUP, handler).ready());
    var topic = config.topicPrefix() + "job.commands";
    for (var id : List.of("answered", "unanswered")) {
      servers
          .topics()
          .send(
              topic,
              null,
              """
              {"specversion": "1.0", "id": "%s", "source": "me", "type": "dev.pharos.job.cancel.v1", "data": {"run": 5}}"""
                  .formatted(id),
              Map.of());
    }

    var letter = servers.topics().await(topic + ".dlt", record -> true);
    assertThat(letter.value()).contains("\"unanswered\"");
    assertThat(invalid).extracting(InvalidMessage::id).containsOnly("answered", "unanswered");
    assertThat(servers.topics().read(topic + ".dlt")).hasSize(1);
  }

  @Test
  void aHandlerThatRecoversLosesNothing() {
    var attempts = new AtomicInteger();
    subscribe(
        message -> {
          if (text(message).equals("hard") && attempts.incrementAndGet() < 10) {
            return Future.failedFuture(new RetryException("not yet"));
          }
          return note(message);
        });
    service.send("k", "hard");
    service.send("k", "next");

    await().until(() -> handled.size() == 2);
    assertThat(handled).containsExactly("hard", "next");
    assertThat(attempts).hasValue(10);
    assertThat(servers.topics().read(config.topicPrefix() + "job.commands.dlt")).isEmpty();
  }

  @Test
  void whatKeepsFailingIsDeadLettered() {
    var attempts = new AtomicInteger();
    subscribe(
        message -> {
          switch (text(message)) {
            case "fails" -> {
              attempts.incrementAndGet();
              throw new IllegalStateException("broken");
            }
            case "poison" -> throw new PoisonException("never");
            default -> {
              return note(message);
            }
          }
        });
    service.send("k", "fails");
    service.send("k", "poison");
    service.send("k", "good");

    await().until(() -> handled.contains("good"));
    assertThat(attempts).hasValue(3);
    assertThat(servers.topics().read(config.topicPrefix() + "job.commands.dlt"))
        .extracting(letter -> letter.headers().get("__connect.errors.exception.message"))
        .containsExactly("broken", "never");
  }

  @Test
  void pausesWhenBehindAndStaysInTheGroup() {
    var waiting = new ConcurrentLinkedQueue<Promise<Void>>();
    var begun = new AtomicInteger();
    var options = QUICK.withConcurrency(4).withBuffer(10);
    MessageHandler<JobCommand> slow =
        message -> {
          begun.incrementAndGet();
          Promise<Void> promise = Promise.promise();
          waiting.add(promise);
          return promise.future().onSuccess(done -> handled.add(text(message)));
        };
    await(service.messaging().subscribe(Topics.JOB_COMMANDS, GROUP, options, slow).ready());
    var sent = new ArrayList<Future<Void>>();
    for (var i = 0; i < 100; i++) {
      sent.add(service.messaging().publisher().publish(TestService.command("k" + i, "m" + i)));
    }
    await(Future.all(sent));

    await().until(() -> service.meter("pharos.messages.in.flight") >= 10);
    await().during(Duration.ofMillis(300)).until(() -> begun.get() == 4);
    assertThat(service.meter("pharos.messages.in.flight")).isLessThanOrEqualTo(20);

    await()
        .until(
            () -> {
              for (var next = waiting.poll(); next != null; next = waiting.poll()) {
                next.complete();
              }
              return handled.size() == 100;
            });
    assertThat(begun).hasValue(100);
  }

  @Test
  void drainingCommitsWhatIsDoneAndNothingElse() {
    var stuck = Promise.<Void>promise();
    var first =
        subscribe(message -> text(message).equals("stuck") ? stuck.future() : note(message));
    service.send("a", "done");
    service.send("b", "stuck");
    await()
        .until(() -> handled.contains("done") && service.meter("pharos.messages.in.flight") == 1);
    await(first.drain(Duration.ofMillis(50)));

    handled.clear();
    subscribe(this::note);
    await().until(() -> handled.contains("stuck"));
    service.send("a", "last");
    await().until(() -> handled.contains("last"));
    assertThat(handled).containsExactlyInAnyOrder("stuck", "last");
  }

  @Test
  void twoMembersShareAndOneTakesOver() {
    var byFirst = new ConcurrentLinkedQueue<String>();
    var bySecond = new ConcurrentLinkedQueue<String>();
    var first = subscribe(message -> Future.succeededFuture(byFirst.add(text(message))));
    try (var other = TestService.start(config)) {
      var second =
          other
              .messaging()
              .subscribe(
                  Topics.JOB_COMMANDS,
                  GROUP,
                  QUICK,
                  message -> Future.succeededFuture(bySecond.add(text(message))));
      var count = new AtomicInteger();
      await()
          .until(
              () -> {
                var i = count.getAndIncrement();
                service.send("key" + i, "m" + i);
                return !byFirst.isEmpty() && !bySecond.isEmpty();
              });
      await(first.drain(Duration.ofSeconds(5)));
      IntStream.range(0, 20).forEach(i -> service.send("late" + i, "late" + i));

      await()
          .untilAsserted(
              () -> {
                var all = new ArrayList<>(byFirst);
                all.addAll(bySecond);
                assertThat(all).contains(texts("m", count.get())).contains(texts("late", 20));
              });
      await(second.drain(Duration.ofSeconds(5)));
    }
  }

  private static String[] texts(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  private Subscription subscribe(MessageHandler<JobCommand> handler) {
    var subscription = service.messaging().subscribe(Topics.JOB_COMMANDS, GROUP, QUICK, handler);
    await(subscription.ready());
    return subscription;
  }

  private Future<?> note(Message<JobCommand> message) {
    handled.add(text(message));
    return Future.succeededFuture();
  }

  private static int number(String text) {
    return Integer.parseInt(text.substring(2));
  }

  private long committed() {
    var topic = config.topicPrefix() + "job.commands";
    return IntStream.range(0, 3)
        .mapToLong(
            partition ->
                servers
                    .topics()
                    .committed(config.topicPrefix() + GROUP + ".job.commands", topic, partition))
        .max()
        .orElseThrow();
  }
}
