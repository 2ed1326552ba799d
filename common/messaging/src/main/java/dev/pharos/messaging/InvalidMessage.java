package dev.pharos.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.InvalidMessageException;
import java.util.Optional;

/**
 * A message whose envelope could be read and whose type or data is not what the topic takes.
 *
 * @param id the CloudEvents id, so that the sender can be answered
 * @param type the CloudEvents type, perhaps one the topic does not know
 * @param source who sent it
 * @param key the record's key, empty where it has none
 * @param data what it says, if that is JSON
 * @param correlationId the id of the message it answers, if it answers one
 * @param traceparent the W3C trace context it belongs to, if any
 * @param reason everything that is wrong with it
 * @param topic the topic without the installation's prefix
 * @param partition where it stands in Kafka
 * @param offset where it stands in Kafka
 */
public record InvalidMessage(
    String id,
    String type,
    String source,
    String key,
    Optional<JsonNode> data,
    Optional<String> correlationId,
    Optional<String> traceparent,
    InvalidMessageException reason,
    String topic,
    int partition,
    long offset) {}
