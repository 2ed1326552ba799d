package dev.pharos.platform.client;

import java.time.Instant;

/**
 * A message that could not be processed, as the platform tells it.
 *
 * @param id topic, partition and offset of the letter
 * @param topic the topic that could not be processed, without prefix
 * @param at when it was given up
 * @param key the record's key; null if it had none
 * @param type the CloudEvents type; null if it had none
 * @param size bytes of the value
 * @param reason why it was given up
 * @param replayedAt when it was sent back; null if it was not
 */
public record DeadLetter(
    String id,
    String topic,
    Instant at,
    String key,
    String type,
    int size,
    String reason,
    Instant replayedAt) {}
