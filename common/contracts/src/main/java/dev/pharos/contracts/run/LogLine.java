package dev.pharos.contracts.run;

import java.time.Instant;

/**
 * A line of a run's log.
 *
 * @param sequence number of the line within its attempt, from 1
 * @param at when
 * @param level {@code INFO}, {@code WARN} or {@code ERROR}
 * @param message the text
 */
public record LogLine(long sequence, Instant at, String level, String message) {}
