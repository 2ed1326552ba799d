package dev.pharos.messaging;

import java.time.Instant;
import java.util.Optional;

/**
 * A message as it arrived.
 *
 * @param <T> the messages of its topic
 * @param id the CloudEvents id: two messages of one source with the same id are the same message
 * @param type the CloudEvents type, such as {@code dev.pharos.job.submit.v1}
 * @param source who sent it, a URI reference
 * @param time when it was made; the record's own time where the sender did not say
 * @param key the record's key, empty where it has none
 * @param data what it says
 * @param correlationId the id of the message it answers, if it answers one
 * @param traceparent the W3C trace context it belongs to, if any
 * @param topic the topic without the installation's prefix
 * @param partition where it stands in Kafka
 * @param offset where it stands in Kafka
 */
public record Message<T>(
    String id,
    String type,
    String source,
    Instant time,
    String key,
    T data,
    Optional<String> correlationId,
    Optional<String> traceparent,
    String topic,
    int partition,
    long offset) {}
