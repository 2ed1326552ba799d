package dev.pharos.registry.scheduling;

import dev.pharos.contracts.Topics;
import dev.pharos.messaging.Follower;
import dev.pharos.messaging.Messaging;
import dev.pharos.messaging.Outbox;
import dev.pharos.registry.placement.Scheduler;
import dev.pharos.registry.runs.RunChanges;
import dev.pharos.runtime.OverloadedException;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.database.SqlFailure;
import dev.pharos.runtime.telemetry.Trouble;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the scheduling passes: at once when it is nudged, and at every tick. A nudge during a pass
 * means one more pass after it.
 */
public final class SchedulerLoop extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(SchedulerLoop.class);

  private final Database database;
  private final Patience patience;
  private final Messaging messaging;
  private final Hearing hearing;
  private final Timer passes;
  private final SchedulingPass pass;
  private final Trouble trouble = new Trouble(log, "scheduling", SchedulerLoop::passes);
  private Optional<Future<?>> running = Optional.empty();
  private boolean again;
  private boolean resting;
  private boolean stopped;
  private long timer = -1;

  public SchedulerLoop(
      Database database,
      Patience patience,
      QueueConfig queue,
      Messaging messaging,
      RunChanges runs,
      Outbox outbox,
      MeterRegistry meters) {
    this.database = database;
    this.patience = patience;
    this.messaging = messaging;
    this.passes =
        Timer.builder("pharos.scheduler.passes")
            .description("Time that scheduling passes take, the wait for other registries included")
            .register(meters);
    this.hearing = new Hearing(patience.workerLease().dividedBy(2).plus(patience.tick()));
    this.pass = new SchedulingPass(patience, new Scheduler(queue.policy()), runs, outbox);
  }

  @Override
  public Future<?> start() {
    messaging.follow(
        Topics.WORKER_HEARTBEATS,
        Follower.From.END,
        heartbeat -> {
          var word = heartbeat.data();
          hearing.heard(word.worker(), word.active(), System.nanoTime());
          return Future.succeededFuture();
        });
    listen();
    vertx.setPeriodic(patience.tick().toMillis(), tick -> listen());
    look();
    return Future.succeededFuture();
  }

  private void listen() {
    messaging
        .reachable()
        .onSuccess(answered -> hearing.answered(System.nanoTime()))
        .onFailure(failure -> hearing.unanswered());
  }

  /** Lets the pass under way finish, and another registry take over. */
  @Override
  public Future<?> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    return running
        .<Future<?>>map(looked -> looked.otherwiseEmpty())
        .orElse(Future.succeededFuture())
        .compose(finished -> database.inTransaction(this::resign))
        .otherwiseEmpty();
  }

  private Void resign(Handle handle) {
    pass.resign(handle);
    return null;
  }

  /** There may be something to do; may be called from anywhere. */
  public void nudge() {
    context.runOnContext(
        nudged -> {
          if (running.isPresent()) {
            again = true;
          } else if (!resting) {
            look();
          }
        });
  }

  private void look() {
    if (stopped) {
      return;
    }
    vertx.cancelTimer(timer);
    again = false;
    resting = false;
    var speakers = hearing.speakers(patience.workerLease(), System.nanoTime());
    var began = System.nanoTime();
    var looked = database.inTransaction(handle -> pass.run(handle, speakers, hearing::named));
    running = Optional.of(looked);
    looked.onComplete(
        done -> {
          running = Optional.empty();
          var took = Duration.ofNanos(System.nanoTime() - began);
          passes.record(took);
          if (done.failed()) {
            trouble.failed(done.cause());
          } else {
            trouble.over();
          }
          next(done.succeeded() ? done.result() : Optional.empty(), took);
        });
  }

  private void next(Optional<Duration> due, Duration took) {
    if (stopped) {
      return;
    }
    resting = again;
    // Whoever is nudged all the time leaves the database half of it.
    var nudged = again ? Optional.of(took) : due;
    var wait = nudged.filter(time -> time.compareTo(patience.tick()) < 0).orElse(patience.tick());
    timer = vertx.setTimer(Math.max(1, wait.toMillis() + 1), tick -> look());
  }

  private static boolean passes(Throwable failure) {
    return failure instanceof OverloadedException || SqlFailure.isTransient(failure);
  }
}
