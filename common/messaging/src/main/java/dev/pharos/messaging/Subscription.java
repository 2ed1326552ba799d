package dev.pharos.messaging;

import io.vertx.core.Future;
import java.time.Duration;

/** Something that receives messages until it is drained. */
public interface Subscription {

  /** Completes when it has been given its part of the topic and receives. */
  Future<Void> ready();

  /**
   * Takes no more messages, lets those under way finish and notes what is done. The service's stop
   * does it by itself; call it earlier to stop taking work before something else is closed.
   *
   * @param limit how long to wait for messages under way; those not done come again
   */
  Future<Void> drain(Duration limit);
}
