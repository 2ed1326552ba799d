package dev.pharos.messaging;

import dev.pharos.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates topics. Its methods block. The admin client is made when it is first needed, because
 * Kafka refuses to make one while the brokers' names cannot be resolved.
 */
final class TopicAdmin implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TopicAdmin.class);
  private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);
  private static final int HEALTH_MILLIS = 1_500;

  private final KafkaClients clients;
  private Admin admin;

  TopicAdmin(KafkaClients clients) {
    this.clients = clients;
  }

  /**
   * Creates what does not exist of these topics and their dead-letter topics. Several processes may
   * do it at once.
   *
   * @throws KafkaException when the broker is away or refuses
   */
  void ensure(Collection<? extends Topic<?>> topics) {
    var wanted =
        topics.stream()
            .flatMap(topic -> List.of(newTopic(topic), deadLetters(topic)).stream())
            .collect(Collectors.toMap(NewTopic::name, topic -> topic));
    var there = await(admin().listTopics().names());
    var missing = new ArrayList<NewTopic>();
    wanted.forEach(
        (name, topic) -> {
          if (!there.contains(name)) {
            missing.add(topic);
          }
        });
    var created = admin().createTopics(missing).values();
    created.forEach(
        (name, creation) -> {
          try {
            await(creation);
            log.info("created topic {}", name);
          } catch (TopicExistsException e) {
            log.debug("{} was created by another process", name);
          }
        });
  }

  /** Completes when a broker answers. */
  KafkaFuture<?> reachable() {
    return admin().describeCluster(new DescribeClusterOptions().timeoutMs(HEALTH_MILLIS)).nodes();
  }

  private NewTopic newTopic(Topic<?> topic) {
    // Without a number of replicas the broker's own default counts.
    var created =
        new NewTopic(
            clients.topicName(topic.name()), Optional.of(topic.partitions()), Optional.empty());
    return topic.compacted() ? created.configs(Map.of("cleanup.policy", "compact")) : created;
  }

  private NewTopic deadLetters(Topic<?> topic) {
    return new NewTopic(clients.topicName(topic.deadLetterName()), Optional.of(1), Optional.empty())
        .configs(Map.of("retention.ms", Long.toString(DEAD_LETTERS_KEPT.toMillis())));
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin = clients.admin();
    }
    return admin;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
