package dev.pharos.messaging;

/**
 * A partition while this process has it: how far it is done, and how many of its records are being
 * handled. What is still waiting when it is revoked is not begun any more. Safe for several
 * threads.
 */
final class AssignedPartition {
  private final OffsetTracker offsets;
  private int running;
  private boolean revoked;

  AssignedPartition(long position) {
    offsets = new OffsetTracker(position);
  }

  OffsetTracker offsets() {
    return offsets;
  }

  /** A record is about to be handled; false when the partition is no longer ours. */
  synchronized boolean begin() {
    if (!revoked) {
      running++;
    }
    return !revoked;
  }

  /** A record that was begun is not being handled any more. */
  synchronized void end() {
    running--;
    notifyAll();
  }

  /** Nothing more is begun. */
  synchronized void revoke() {
    revoked = true;
  }

  synchronized boolean isRevoked() {
    return revoked;
  }

  /** Waits until nothing is being handled, or the time has come. */
  synchronized void awaitIdle(long deadlineNanos) {
    try {
      var left = deadlineNanos - System.nanoTime();
      while (running > 0 && left > 0) {
        wait(left / 1_000_000 + 1);
        left = deadlineNanos - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
