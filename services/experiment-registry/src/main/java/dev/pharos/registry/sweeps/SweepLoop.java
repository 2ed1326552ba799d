package dev.pharos.registry.sweeps;

import dev.pharos.runtime.OverloadedException;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.database.SqlFailure;
import dev.pharos.runtime.telemetry.Trouble;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the sweeps that have not ended: at every tick, and soon after it is nudged. Every
 * registry does; the row of a sweep, locked while one looks at it, keeps the others off.
 */
public final class SweepLoop extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(SweepLoop.class);
  private static final long TICK_MILLIS = 500;
  private static final long REST_MILLIS = 50;

  private final Database database;
  private final SweepPass pass;
  private final Trouble trouble = new Trouble(log, "looking at sweeps", SweepLoop::passes);
  private Future<?> running = Future.succeededFuture();
  private boolean nudged;
  private boolean failed;
  private boolean stopped;
  private long timer = -1;

  public SweepLoop(Database database, SweepDesk desk) {
    this.database = database;
    this.pass = desk.pass();
  }

  @Override
  public Future<?> start() {
    look();
    return Future.succeededFuture();
  }

  /** Lets the look under way finish. */
  @Override
  public Future<?> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    return running.otherwiseEmpty();
  }

  /** There may be something to do; may be called from anywhere. */
  public void nudge() {
    context.runOnContext(
        here -> {
          if (running.isComplete() && !nudged) {
            lookIn(REST_MILLIS);
          }
          nudged = true;
        });
  }

  private void lookIn(long millis) {
    vertx.cancelTimer(timer);
    if (!stopped) {
      timer = vertx.setTimer(millis, due -> look());
    }
  }

  private void look() {
    nudged = false;
    failed = false;
    running =
        database
            .withHandle(SweepStore::going)
            .compose(this::lookAt)
            .onFailure(this::report)
            .onSuccess(looked -> reportNone())
            .eventually(
                () -> {
                  context.runOnContext(done -> lookIn(nudged ? REST_MILLIS : TICK_MILLIS));
                  return Future.succeededFuture();
                });
  }

  /** One after the other; one that cannot be carried out does not keep the others from it. */
  private Future<Void> lookAt(List<UUID> sweeps) {
    Future<Void> all = Future.succeededFuture();
    for (var sweep : sweeps) {
      all = all.compose(before -> stopped ? Future.succeededFuture() : lookAt(sweep));
    }
    return all;
  }

  private Future<Void> lookAt(UUID sweep) {
    return database
        .<Void>inTransaction(
            handle -> {
              pass.run(handle, sweep);
              return null;
            })
        .recover(
            failure -> {
              report(failure);
              return Future.succeededFuture();
            });
  }

  private void report(Throwable failure) {
    failed = true;
    trouble.failed(failure);
  }

  private void reportNone() {
    if (!failed) {
      trouble.over();
    }
  }

  private static boolean passes(Throwable failure) {
    return failure instanceof OverloadedException || SqlFailure.isTransient(failure);
  }
}
