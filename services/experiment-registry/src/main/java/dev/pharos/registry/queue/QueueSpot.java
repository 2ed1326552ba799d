package dev.pharos.registry.queue;

import java.time.Instant;
import java.util.UUID;

/**
 * Where a waiting run stands.
 *
 * @param run its id
 * @param position in the order of service, from 1; null while something keeps it out of the line
 * @param reason why it waits, for people; may be null
 * @param estimatedStart when it may start; null where nobody knows
 */
public record QueueSpot(UUID run, Integer position, String reason, Instant estimatedStart) {}
