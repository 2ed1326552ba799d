package dev.pharos.registry.lifecycle;

import dev.pharos.contracts.job.StopReason;

/**
 * That the worker of a run was asked to stop, and what then becomes of the run.
 *
 * @param kind who wants it
 * @param reason why, for people
 */
public record StopWish(Kind kind, String reason) {

  /** Who wants a run to stop. */
  public enum Kind {
    /** Somebody wants it to end. */
    CANCEL(StopReason.CANCEL),
    /** Somebody wants it to be set aside. */
    PAUSE(StopReason.RELEASE),
    /** The scheduler wants its place for a more urgent run. */
    PREEMPT(StopReason.RELEASE);

    private final StopReason asked;

    Kind(StopReason asked) {
      this.asked = asked;
    }

    /** What the worker is told. */
    StopReason asked() {
      return asked;
    }
  }
}
