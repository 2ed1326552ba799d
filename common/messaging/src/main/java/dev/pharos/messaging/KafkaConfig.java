package dev.pharos.messaging;

import dev.pharos.runtime.config.Default;
import dev.pharos.runtime.config.Requirements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a service reaches Kafka.
 *
 * @param bootstrapServers brokers as {@code host:port}
 * @param topicPrefix stands before every topic and consumer group of this installation
 * @param deliveryTime how long a message may wait for an absent broker before publishing fails
 * @param publishQueue how many messages may wait to be published before more are refused
 * @param outboxLimit how many messages of committed transactions may wait before new work is
 *     refused; what is under way goes on
 * @param clientProperties a .properties file with more settings of the Kafka clients, such as
 *     {@code security.protocol} and {@code sasl.*}
 */
public record KafkaConfig(
    List<String> bootstrapServers,
    @Default("pharos.") String topicPrefix,
    @Default("2m") Duration deliveryTime,
    @Default("10000") int publishQueue,
    @Default("100000") long outboxLimit,
    Optional<Path> clientProperties) {

  /** Validates. */
  public KafkaConfig {
    bootstrapServers = List.copyOf(bootstrapServers);
    new Requirements()
        .that(
            !bootstrapServers.isEmpty()
                && bootstrapServers.stream().allMatch(s -> s.matches(".+:\\d{1,5}")),
            "bootstrapServers",
            String.join(",", bootstrapServers),
            "must be a list of host:port, such as 127.0.0.1:9092")
        .that(
            topicPrefix.matches("[a-zA-Z0-9._-]{0,100}"),
            "topicPrefix",
            topicPrefix,
            "may have letters, digits, '.', '_' and '-' only")
        .that(
            deliveryTime.toMillis() >= 1_000 && deliveryTime.toDays() < 20,
            "deliveryTime",
            deliveryTime,
            "must be between 1s and 20 days")
        .that(publishQueue > 0, "publishQueue", publishQueue, "must be at least 1")
        .that(outboxLimit > 0, "outboxLimit", outboxLimit, "must be at least 1")
        .that(
            clientProperties.map(Files::isReadable).orElse(true),
            "clientProperties",
            clientProperties.map(Path::toString).orElse(""),
            "must be a readable file")
        .check();
  }

  /** The defaults with these brokers. */
  public static KafkaConfig of(String bootstrapServers) {
    return new KafkaConfig(
        List.of(bootstrapServers.split(",")),
        "pharos.",
        Duration.ofMinutes(2),
        10_000,
        100_000,
        Optional.empty());
  }

  /** The same with another prefix. */
  public KafkaConfig withTopicPrefix(String prefix) {
    return new KafkaConfig(
        bootstrapServers, prefix, deliveryTime, publishQueue, outboxLimit, clientProperties);
  }
}
