package dev.pharos.messaging;

import java.util.concurrent.TimeUnit;

/**
 * How many messages are brought into the database in one transaction: all that there are while it
 * is fast, and fewer while it is slow, so that a transaction does not outlast the patience of locks
 * and of Kafka, and what is done of many messages can be seen soon.
 */
final class BatchSize {
  static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(2);
  static final long SHORT_NANOS = LONG_NANOS / 4;

  private final int greatest;
  private int most;

  /**
   * @param greatest while the database is fast
   */
  BatchSize(int greatest) {
    this.greatest = greatest;
    this.most = greatest;
  }

  /** The most messages of the next transaction, at least one. */
  int most() {
    return most;
  }

  /** A transaction of so many messages took so long. */
  void took(int messages, long nanos) {
    if (nanos > LONG_NANOS) {
      most = Math.max(1, Math.min(most, messages) / 2);
    } else if (nanos < SHORT_NANOS && messages == most) {
      most = Math.min(greatest, 2 * most);
    }
  }
}
