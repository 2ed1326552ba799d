package dev.pharos.messaging;

import io.vertx.core.Future;

/** A subscription that sees every message of a topic, whoever else reads it, and notes nothing. */
public interface Follower extends Subscription {

  /** Where a follower begins. */
  enum From {
    /** With the oldest message there is. */
    BEGINNING,
    /** With the next message. */
    END
  }

  /** Completes when everything that was there at the beginning has been handled. */
  Future<Void> caughtUp();
}
