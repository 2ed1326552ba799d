package dev.pharos.registry.scheduling;

import dev.pharos.registry.placement.Policy;
import dev.pharos.runtime.config.Default;
import dev.pharos.runtime.config.Requirements;
import java.time.Duration;

/**
 * What the scheduler weighs.
 *
 * @param aging a run that waits for so long counts as one step more urgent
 * @param preemptionGap a run takes the place of those whose priority is at least so many steps less
 *     urgent, 1 to 100; 100 for never
 * @param undisturbed how long a run is left alone after it was given to a worker
 * @param reserveAfter a run that waited for so long keeps the room that it needs from those behind
 */
public record QueueConfig(
    @Default("10m") Duration aging,
    @Default("10") int preemptionGap,
    @Default("10s") Duration undisturbed,
    @Default("5m") Duration reserveAfter) {

  /** Validates. */
  public QueueConfig {
    new Requirements()
        .that(aging.toMillis() >= 1, "aging", aging, "must be at least 1ms")
        .that(
            preemptionGap >= 1 && preemptionGap <= 100,
            "preemptionGap",
            preemptionGap,
            "must be between 1 and 100")
        .that(!undisturbed.isNegative(), "undisturbed", undisturbed, "must not be negative")
        .that(!reserveAfter.isNegative(), "reserveAfter", reserveAfter, "must not be negative")
        .check();
  }

  /** The same for the scheduler. */
  public Policy policy() {
    return new Policy(aging, preemptionGap, undisturbed, reserveAfter);
  }
}
