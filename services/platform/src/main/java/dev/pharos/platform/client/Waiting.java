package dev.pharos.platform.client;

import java.time.Instant;

/**
 * A run that waits, as the platform tells it.
 *
 * @param position in the order of service, from 1; null while something keeps it out of the line
 * @param reason why it waits; may be null
 * @param estimatedStart when it may start; null where nobody knows
 * @param run the run
 */
public record Waiting(Integer position, String reason, Instant estimatedStart, Run run) {}
