package dev.pharos.worker;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.worker.Assignment;
import dev.pharos.contracts.worker.AttemptAssigned;
import dev.pharos.contracts.worker.StopAttempt;
import dev.pharos.messaging.Follower;
import dev.pharos.messaging.Message;
import dev.pharos.messaging.Messaging;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what the scheduler assigns to this worker.
 *
 * <p>It listens before it says that it is ready: an assignment can only follow a heartbeat, so none
 * is missed. It notes no offsets: after a restart it is another worker, and what the old one was
 * assigned is none of its business.
 */
final class AssignmentsVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(AssignmentsVerticle.class);

  /** Nobody waits longer for a worker that says goodbye to a Kafka that is not there. */
  private static final long FAREWELL_MILLIS = 2_000;

  private final String worker;
  private final Messaging messaging;
  private final Attempts attempts;
  private final Heartbeats heartbeats;
  private final Duration stopTime;

  AssignmentsVerticle(
      String worker,
      Messaging messaging,
      Attempts attempts,
      Heartbeats heartbeats,
      Duration stopTime) {
    this.worker = worker;
    this.messaging = messaging;
    this.attempts = attempts;
    this.heartbeats = heartbeats;
    this.stopTime = stopTime;
  }

  @Override
  public Future<?> start() {
    return messaging
        .follow(Topics.JOB_ASSIGNMENTS, Follower.From.END, this::onAssignment)
        .ready()
        .onSuccess(positioned -> heartbeats.begin());
  }

  private Future<?> onAssignment(Message<Assignment> message) {
    var assignment = message.data();
    if (!assignment.worker().equals(worker)) {
      return Future.succeededFuture();
    }
    if (assignment instanceof AttemptAssigned assigned) {
      attempts.assign(assigned);
    } else if (assignment instanceof StopAttempt request) {
      attempts.stop(request);
    }
    return Future.succeededFuture();
  }

  /** Takes no more work, checkpoints what runs, and says goodbye. */
  @Override
  public Future<?> stop() {
    heartbeats.draining();
    return attempts
        .drain()
        .timeout(stopTime.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(failure -> log.warn("not every attempt stopped within {}", stopTime))
        .eventually(
            () -> {
              attempts.close();
              return heartbeats.gone().timeout(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
            })
        .otherwiseEmpty();
  }
}
