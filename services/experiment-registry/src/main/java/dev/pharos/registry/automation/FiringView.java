package dev.pharos.registry.automation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A time that a rule's condition held, as people see it.
 *
 * @param chain the rules that led to it, itself the last
 * @param run the run that it submitted; null if none
 * @param attempts calls of its webhook
 * @param due when its webhook is called next; null if it is not
 */
public record FiringView(
    UUID id,
    String automation,
    String eventSource,
    String eventId,
    String eventType,
    Instant eventTime,
    List<String> chain,
    Outcome.State state,
    String detail,
    UUID run,
    int attempts,
    Instant due,
    Instant firedAt,
    Instant endedAt) {}
