package dev.pharos.registry.placement;

import java.time.Duration;

/**
 * What the scheduler weighs.
 *
 * @param aging a run that waits for so long counts as one step more urgent
 * @param preemptionGap a run takes the place of those whose priority is at least so many steps less
 *     urgent; 100 for never
 * @param undisturbed how long a run is left alone after it was given to a worker
 * @param reserveAfter a run that waited for so long keeps the room that it needs from those behind
 */
public record Policy(
    Duration aging, int preemptionGap, Duration undisturbed, Duration reserveAfter) {
  /** What is usual. */
  public static final Policy USUAL =
      new Policy(Duration.ofMinutes(10), 10, Duration.ofSeconds(10), Duration.ofMinutes(5));

  /**
   * @throws IllegalArgumentException if nobody would grow older, or equals would push each other
   */
  public Policy {
    if (aging.toMillis() < 1) {
      throw new IllegalArgumentException("aging " + aging + " is below 1 ms");
    }
    if (preemptionGap < 1) {
      throw new IllegalArgumentException("preemptionGap " + preemptionGap + " is below 1");
    }
  }
}
