package dev.pharos.registry.automation;

import dev.pharos.runtime.config.Default;
import dev.pharos.runtime.config.Requirements;
import dev.pharos.runtime.config.Secret;
import java.time.Duration;

/**
 * How rules act.
 *
 * @param webhookSecret what webhooks are signed with, at least 16 characters; without one there are
 *     no webhooks
 * @param webhookTime how long a webhook may take to answer
 * @param keepEvents how long events are kept, for trying rules out
 */
public record AutomationsConfig(
    @Default("") Secret webhookSecret,
    @Default("10s") Duration webhookTime,
    @Default("7d") Duration keepEvents) {
  private static final int SHORTEST = 16;

  /** Validates. */
  public AutomationsConfig {
    new Requirements()
        .that(
            webhookSecret.reveal().isEmpty() || webhookSecret.reveal().length() >= SHORTEST,
            "webhookSecret",
            webhookSecret,
            "must have at least 16 characters")
        .that(webhookTime.toMillis() >= 1, "webhookTime", webhookTime, "must be at least 1ms")
        .that(!keepEvents.isNegative(), "keepEvents", keepEvents, "must not be negative")
        .check();
  }

  /** Whether webhooks can be called. */
  public boolean webhooks() {
    return !webhookSecret.reveal().isEmpty();
  }
}
