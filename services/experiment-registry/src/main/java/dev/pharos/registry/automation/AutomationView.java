package dev.pharos.registry.automation;

import dev.pharos.contracts.automation.AutomationRule;
import dev.pharos.runtime.database.Json;
import java.time.Instant;

/**
 * A rule as people see it.
 *
 * @param firings how often it acted in the last day
 * @param lastFiredAt when it acted last; null if it never did
 * @param lastError why its condition had no value when it was asked last without success; null if
 *     it always had one
 */
public record AutomationView(
    String name,
    @Json AutomationRule rule,
    String createdBy,
    Instant createdAt,
    Instant updatedAt,
    int firings,
    Instant lastFiredAt,
    String lastError,
    Instant lastErrorAt) {}
