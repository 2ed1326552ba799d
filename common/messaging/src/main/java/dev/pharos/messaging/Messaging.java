package dev.pharos.messaging;

import dev.pharos.contracts.Topic;
import dev.pharos.runtime.ServiceContext;
import dev.pharos.runtime.database.Database;
import io.vertx.core.Future;
import java.util.Collection;

/**
 * Kafka for one service. Opening it registers a readiness check {@code kafka}; the service's stop
 * drains the subscriptions, relays and flushes what is waiting, and closes the clients.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Messaging {

  private Messaging() {}

  /** Opens Kafka for a service; the broker need not be up. */
  public static Messaging open(ServiceContext context, KafkaConfig config) {
    return new Messaging();
  }

  /**
   * Creates the topics that do not exist, each with its dead-letter topic; waits for the broker.
   * Safe to be called by many processes at once. Subscriptions do it for their own topic.
   */
  public Future<Void> ensureTopics(Collection<? extends Topic<?>> topics) {
    throw new UnsupportedOperationException();
  }

  /** Sends messages. */
  public Publisher publisher() {
    throw new UnsupportedOperationException();
  }

  /**
   * Sends messages within transactions; starts the relay that publishes what this service's
   * transactions have left. One relay works for a service, however many processes run it.
   */
  public Outbox outbox(Database database) {
    throw new UnsupportedOperationException();
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
    throw new UnsupportedOperationException();
  }

  /**
   * Receives messages into a database, each taking effect exactly once; the members of a group
   * share them. A new group begins with the oldest message.
   *
   * @param group the name of the group, such as that of the service; the topic is added to it
   */
  public <T> Subscription subscribe(
      Topic<T> topic, String group, Database database, BatchHandler<T> handler) {
    throw new UnsupportedOperationException();
  }

  /**
   * Follows a whole topic without a group. A message that cannot be read or keeps failing is logged
   * and skipped.
   *
   * @param handler called on the event loop of the caller, in order for each key
   */
  public <T> Follower follow(Topic<T> topic, Follower.From from, MessageHandler<T> handler) {
    throw new UnsupportedOperationException();
  }
}
