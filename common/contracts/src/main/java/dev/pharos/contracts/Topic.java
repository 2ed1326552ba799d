package dev.pharos.contracts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Kafka topic and the messages that may travel on it.
 *
 * @param <T> the sealed interface of its messages
 * @param name the name without the deployment's prefix, such as {@code job.commands}
 * @param about what it is for, in a sentence
 * @param partitions how many partitions it is created with
 * @param compacted whether Kafka keeps the last message of each key for ever
 * @param messages the message record of each CloudEvents type
 */
public record Topic<T>(
    String name,
    String about,
    int partitions,
    boolean compacted,
    Map<String, Class<? extends T>> messages) {

  public Topic {
    messages = Map.copyOf(messages);
  }

  /** Makes a topic for the permitted records of a sealed interface. */
  static <T> Topic<T> of(String name, String about, int partitions, Class<T> messages) {
    return new Topic<>(name, about, partitions, false, typesOf(messages));
  }

  /** The same topic, keeping the last message of each key. */
  Topic<T> compactedByKey() {
    return new Topic<>(name, about, partitions, true, messages);
  }

  /** The record class of a CloudEvents type, empty if the type does not travel on this topic. */
  public Optional<Class<? extends T>> messageOf(String cloudEventType) {
    return Optional.ofNullable(messages.get(cloudEventType));
  }

  /** The CloudEvents types that travel here, in alphabetical order, for error messages. */
  public List<String> types() {
    return messages.keySet().stream().sorted().toList();
  }

  /** Name of the topic that takes what cannot be processed. */
  public String deadLetterName() {
    return name + ".dlt";
  }

  private static <T> Map<String, Class<? extends T>> typesOf(Class<T> messages) {
    return records(messages)
        .collect(
            Collectors.toMap(
                MessageTypes::cloudEventType, message -> message.asSubclass(messages)));
  }

  /** The records below a sealed interface, through sealed interfaces in between. */
  private static Stream<Class<?>> records(Class<?> messages) {
    return messages.isSealed()
        ? Stream.of(messages.getPermittedSubclasses()).flatMap(Topic::records)
        : Stream.of(messages);
  }
}
