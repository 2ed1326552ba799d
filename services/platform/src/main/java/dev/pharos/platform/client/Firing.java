package dev.pharos.platform.client;

import java.time.Instant;

/**
 * What a rule did, as the platform tells it.
 *
 * @param eventType what made it act
 * @param state how it ended
 * @param detail the same in words
 * @param firedAt when
 */
public record Firing(String eventType, String state, String detail, Instant firedAt) {}
