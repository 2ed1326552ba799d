package dev.pharos.messaging;

import dev.pharos.contracts.Topic;
import dev.pharos.runtime.ServiceContext;
import dev.pharos.runtime.WorkPool;
import dev.pharos.runtime.database.Database;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka for one service. Opening it registers a readiness check {@code kafka}; the service's stop
 * drains the subscriptions, sends what is waiting and closes the clients.
 */
public final class Messaging {
  private static final Logger log = LoggerFactory.getLogger(Messaging.class);
  private static final long COUNT_MILLIS = 1_000;
  private static final Duration DRAIN_TIME = Duration.ofSeconds(10);
  private static final Duration FLUSH_TIME = Duration.ofSeconds(5);

  private final ServiceContext context;
  private final KafkaConfig config;
  private final KafkaClients clients;
  private final TopicAdmin admin;
  private final MessageWriter writer;
  private final KafkaPublisher publisher;
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private final Map<Database, Outbox> outboxes = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private Messaging(ServiceContext context, KafkaConfig config) {
    this.context = context;
    this.config = config;
    this.clients = new KafkaClients(config, context.service());
    this.admin = new TopicAdmin(clients);
    this.writer = new MessageWriter(context.service(), config.topicPrefix());
    this.publisher =
        new KafkaPublisher(
            context.vertx(),
            context.meters(),
            context.service(),
            writer,
            config.publishQueue(),
            () -> clients.producer("publisher", config.deliveryTime()));
  }

  /** Opens Kafka for a service; the broker need not be up. */
  public static Messaging open(ServiceContext context, KafkaConfig config) {
    var messaging = new Messaging(context, config);
    context.health().register("kafka", messaging::reachable);
    context.onStop("Kafka", messaging::close);
    return messaging;
  }

  /**
   * Creates the topics that do not exist, each with its dead-letter topic; waits for the broker.
   * Safe to be called by many processes at once. Subscriptions do it for their own topic.
   */
  public Future<Void> ensureTopics(Collection<? extends Topic<?>> topics) {
    return ensureTopics(topics, 1);
  }

  private Future<Void> ensureTopics(Collection<? extends Topic<?>> topics, int attempt) {
    return blocking(
            () -> {
              admin.ensure(topics);
              return null;
            })
        .<Void>mapEmpty()
        .recover(
            failure ->
                closed || !(failure instanceof KafkaException)
                    ? Future.failedFuture(failure)
                    : context
                        .vertx()
                        .timer(BackOff.STANDARD.millis(attempt))
                        .compose(again -> ensureTopics(topics, attempt + 1)));
  }

  /** Sends messages. */
  public Publisher publisher() {
    return publisher;
  }

  /**
   * Sends messages within transactions; starts the relay that publishes what this service's
   * transactions have left. One relay works for a service, however many processes run it.
   */
  public Outbox outbox(Database database) {
    return outboxes.computeIfAbsent(
        database,
        missing -> {
          var relay =
              new OutboxRelay(
                  context.service(),
                  database,
                  config.outboxLimit(),
                  writer,
                  context.meters(),
                  () -> clients.producer("outbox", Duration.ofMillis(Integer.MAX_VALUE)));
          context.onStop("outbox relay", relay::stop);
          // Not in the database's pool, whose threads would never be idle for long enough to end.
          var pool = new WorkPool(context.vertx(), context.meters(), "outbox-count", 1, 1);
          context.onStop("outbox-count pool", pool::close);
          context.vertx().setPeriodic(0, COUNT_MILLIS, timer -> count(relay, pool, timer));
          return relay.start().outbox();
        });
  }

  private void count(OutboxRelay relay, WorkPool pool, long timer) {
    if (closed) {
      context.vertx().cancelTimer(timer);
    } else {
      pool.submit(relay::count).onFailure(e -> log.debug("the outbox was not counted", e));
    }
  }

  /** Receives with {@link SubscriptionOptions#STANDARD}. */
  public <T> Subscription subscribe(Topic<T> topic, String group, MessageHandler<T> handler) {
    return subscribe(topic, group, SubscriptionOptions.STANDARD, handler);
  }

  /**
   * Receives messages at least once; the members of a group share them. A new group begins with the
   * oldest message.
   *
   * @param group the name of the group, such as that of the service; the topic is added to it
   * @param handler called on the event loop of the caller
   */
  public <T> Subscription subscribe(
      Topic<T> topic, String group, SubscriptionOptions options, MessageHandler<T> handler) {
    var deadLetters = new DeadLetters(topic, clients, publisher::send);
    var intake = intake(topic, options, handler, deadLetters::send, "group");
    var name = clients.topicName(topic.name());
    return drained(
        topic,
        new HandlerSubscription<>(
                name,
                () -> admin.ensure(List.of(topic)),
                intake,
                loops(topic, Optional.of(clients.groupName(group, topic.name())), options.buffer()))
            .start());
  }

  /**
   * Receives messages into a database, each taking effect exactly once; the members of a group
   * share them. A new group begins with the oldest message.
   *
   * @param group the name of the group, such as that of the service; the topic is added to it
   */
  public <T> Subscription subscribe(
      Topic<T> topic, String group, Database database, BatchHandler<T> handler) {
    var name = clients.topicName(topic.name());
    var groupName = clients.groupName(group, topic.name());
    var meters = new SubscriptionMeters(context.meters(), context.service(), topic.name(), "group");
    var batch =
        new TransactionalBatch<>(
            database,
            new MessageReader<>(topic),
            handler,
            new StoredOffsets(groupName, name),
            new DeadLetters(topic, clients, publisher::send),
            meters);
    return drained(
        topic,
        new TransactionalSubscription<>(
                name,
                () -> admin.ensure(List.of(topic)),
                batch,
                meters,
                loops(topic, Optional.of(groupName), SubscriptionOptions.STANDARD.buffer()))
            .start());
  }

  /**
   * Follows a whole topic without a group. A message that cannot be read or keeps failing is logged
   * and skipped.
   *
   * @param handler called on the event loop of the caller, in order for each key
   */
  public <T> Follower follow(Topic<T> topic, Follower.From from, MessageHandler<T> handler) {
    var options = SubscriptionOptions.STANDARD;
    var intake = intake(topic, options, handler, new SkippedRecords(), "follower");
    return drained(
        topic,
        new TopicFollower<>(
                clients.topicName(topic.name()),
                from,
                () -> admin.ensure(List.of(topic)),
                intake,
                loops(topic, Optional.empty(), options.buffer()))
            .start());
  }

  /** Reads dead letters and sends them back. */
  public DeadLetterBox deadLetters() {
    return new DeadLetterBox(clients, publisher::send);
  }

  private <T> Intake<T> intake(
      Topic<T> topic,
      SubscriptionOptions options,
      MessageHandler<T> handler,
      RecordProcessor.GiveUp giveUp,
      String reader) {
    var meters = new SubscriptionMeters(context.meters(), context.service(), topic.name(), reader);
    var processor =
        new RecordProcessor<>(
            topic.name(),
            context.vertx(),
            new MessageReader<>(topic),
            handler,
            options,
            meters,
            giveUp);
    return new Intake<>(context.vertx().getOrCreateContext(), options, processor, meters);
  }

  private ConsumerLoop.Maker loops(Topic<?> topic, Optional<String> group, int maxRecords) {
    return task -> {
      var loop =
          new ConsumerLoop(
              context.service() + "-" + topic.name(),
              () -> clients.consumer(topic.name(), group, maxRecords),
              task);
      context.health().register("subscription " + topic.name(), loop::check);
      return loop;
    };
  }

  private <S extends Subscription> S drained(Topic<?> topic, S subscription) {
    subscriptions.add(subscription);
    context.onStop("subscription " + topic.name(), () -> drainAll(subscription));
    return subscription;
  }

  /** Drains all at once and waits for one; each waits for its own when its turn comes. */
  private Future<Void> drainAll(Subscription waitedFor) {
    subscriptions.forEach(subscription -> subscription.drain(DRAIN_TIME));
    return waitedFor.drain(DRAIN_TIME);
  }

  /** Succeeds when a broker answers at this moment. */
  public Future<Void> reachable() {
    return blocking(admin::reachable)
        .compose(asked -> Future.fromCompletionStage(asked.toCompletionStage()))
        .<Void>mapEmpty()
        .recover(
            failure -> Future.failedFuture("no Kafka broker answers: " + failure.getMessage()));
  }

  private Future<Void> close() {
    closed = true;
    return publisher
        .close(FLUSH_TIME)
        .eventually(
            () ->
                blocking(
                    () -> {
                      admin.close();
                      return null;
                    }));
  }

  private <R> Future<R> blocking(Callable<R> work) {
    return context.vertx().executeBlocking(work, false);
  }
}
