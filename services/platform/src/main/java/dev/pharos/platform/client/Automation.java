package dev.pharos.platform.client;

import dev.pharos.contracts.automation.AutomationRule;
import java.time.Instant;

/**
 * A rule as the platform tells it.
 *
 * @param name its name
 * @param rule what it says
 * @param firings how often it acted in the last day
 * @param lastFiredAt when it acted last; null if it never did
 * @param lastError why its condition had no value; null if it always had one
 */
public record Automation(
    String name, AutomationRule rule, int firings, Instant lastFiredAt, String lastError) {}
