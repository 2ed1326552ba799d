package dev.pharos.messaging;

import dev.pharos.contracts.Json;
import dev.pharos.contracts.Topics;
import dev.pharos.contracts.job.CancelRun;
import dev.pharos.contracts.job.JobCommand;
import dev.pharos.runtime.ServiceContext;
import dev.pharos.runtime.ServiceHost;
import dev.pharos.runtime.config.Settings;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.database.DatabaseConfig;
import dev.pharos.testkit.TestServers;
import io.vertx.core.Future;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A service with Kafka and, if wanted, a database; closing it is the service's orderly stop. */
final class TestService implements AutoCloseable {
  static final String NAME = "tester";

  private final ServiceHost host;
  private final ServiceContext context;
  private final Messaging messaging;

  private TestService(ServiceHost host, ServiceContext context, Messaging messaging) {
    this.host = host;
    this.context = context;
    this.messaging = messaging;
  }

  static TestService start(KafkaConfig config) {
    var host = await(ServiceHost.open(Settings.of(Map.of("admin.port", "0"))));
    var opened = new Messaging[1];
    var context =
        await(
            host.start(
                NAME,
                starting -> {
                  opened[0] = Messaging.open(starting, config);
                  return Future.succeededFuture();
                }));
    return new TestService(host, context, opened[0]);
  }

  /** Kafka of the test class, with topics of this test alone. */
  static KafkaConfig config(TestServers servers, String test) {
    return KafkaConfig.of(servers.bootstrapServers()).withTopicPrefix(servers.topic(test + "."));
  }

  Database database(TestServers servers) {
    return Database.open(
        context,
        DatabaseConfig.of(servers.jdbcUrl(), servers.user(), servers.password()),
        Json.mapper());
  }

  ServiceContext context() {
    return context;
  }

  Messaging messaging() {
    return messaging;
  }

  /** Sends a command whose reason is the given text. */
  void send(String key, String text) {
    await(messaging.publisher().publish(command(key, text)));
  }

  static OutgoingMessage<JobCommand> command(String key, String text) {
    return OutgoingMessage.of(
        Topics.JOB_COMMANDS, key, new CancelRun(new UUID(1, text.hashCode()), text));
  }

  /** The text of a command. */
  static String text(Message<JobCommand> message) {
    return ((CancelRun) message.data()).reason();
  }

  /** The value of a meter of the commands' subscription, 0 before there is one. */
  double meter(String name) {
    var meter = context.meters().find(name).tag("topic", "job.commands").meter();
    return meter == null ? 0 : meter.measure().iterator().next().getValue();
  }

  @Override
  public void close() {
    await(host.close());
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(40, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("did not complete", e);
    }
  }
}
