package dev.pharos.messaging;

import dev.pharos.contracts.Topic;
import io.vertx.core.Future;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts records that cannot be processed on the topic's dead-letter topic, as they are, with the
 * reason in the headers that Kafka Connect uses.
 */
final class DeadLetters {
  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  private final String name;
  private final Function<ProducerRecord<byte[], byte[]>, Future<Void>> sender;

  /**
   * Dead letters of a topic.
   *
   * @param sender sends a record, once
   */
  DeadLetters(
      Topic<?> topic,
      KafkaClients clients,
      Function<ProducerRecord<byte[], byte[]>, Future<Void>> sender) {
    this.name = clients.topicName(topic.deadLetterName());
    this.sender = sender;
  }

  /** Sends a record there; fails when the broker does not take it. */
  Future<Void> send(ConsumerRecord<byte[], byte[]> record, Throwable reason) {
    var letter = new ProducerRecord<>(name, record.key(), record.value());
    record.headers().forEach(header -> letter.headers().add(header));
    DeadLetterHeaders.write(letter.headers(), record, reason);
    return sender
        .apply(letter)
        .onSuccess(
            sent ->
                log.warn(
                    "{}-{} at {} cannot be processed and is now on {}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    name,
                    reason.toString()));
  }
}
