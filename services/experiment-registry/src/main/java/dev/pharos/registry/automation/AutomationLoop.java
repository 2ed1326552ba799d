package dev.pharos.registry.automation;

import dev.pharos.runtime.OverloadedException;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.database.SqlFailure;
import dev.pharos.runtime.telemetry.Trouble;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at events as long as there are any: at once when it is nudged, and every second. Several
 * registries do, one at a time.
 */
public final class AutomationLoop extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(AutomationLoop.class);
  private static final long TICK_MILLIS = 1_000;
  private static final long FORGET_MILLIS = Duration.ofMinutes(10).toMillis();

  private final Database database;
  private final Automations automations;
  private final Webhooks webhooks;
  private final Duration keepEvents;
  private final Trouble looks = trouble("looking at events");
  private final Trouble calls = trouble("calling webhooks");
  private final Trouble goesOn = trouble("going on with measured promotions");
  private final Trouble forgets = trouble("forgetting old events");
  private Future<?> looking = Future.succeededFuture();
  private Future<?> calling = Future.succeededFuture();
  private Future<?> goingOn = Future.succeededFuture();
  private boolean again;
  private boolean stopped;

  public AutomationLoop(Database database, Automations automations, AutomationsConfig config) {
    this.database = database;
    this.automations = automations;
    this.webhooks = new Webhooks(database, config);
    this.keepEvents = config.keepEvents();
  }

  @Override
  public Future<?> start() {
    webhooks.open(vertx);
    vertx.setPeriodic(TICK_MILLIS, tick -> look());
    vertx.setPeriodic(
        FORGET_MILLIS,
        tick ->
            tell(forgets, database.inTransaction(handle -> EventStore.forget(handle, keepEvents))));
    return Future.succeededFuture();
  }

  /** Lets what is under way finish. */
  @Override
  public Future<?> stop() {
    stopped = true;
    return Future.join(looking, calling, goingOn).otherwiseEmpty().eventually(webhooks::close);
  }

  /** There may be something to do; may be called from anywhere. */
  public void nudge() {
    context.runOnContext(nudged -> look());
  }

  private void look() {
    callWebhooks();
    lookAtEvents();
  }

  /** Apart from the events, which a webhook that takes its time must not hold up. */
  private void callWebhooks() {
    if (!stopped && calling.isComplete()) {
      calling = tell(calls, webhooks.callDue());
    }
  }

  private void lookAtEvents() {
    if (stopped || !looking.isComplete()) {
      again = true;
      return;
    }
    again = false;
    looking =
        tell(looks, database.inTransaction(automations::next).recover(this::afterFailure))
            .onSuccess(
                more -> {
                  if (more || again) {
                    context.runOnContext(next -> lookAtEvents());
                  } else {
                    callWebhooks();
                    goOn();
                  }
                });
  }

  private void goOn() {
    if (!stopped && goingOn.isComplete()) {
      goingOn = tell(goesOn, database.inTransaction(automations::goOn));
    }
  }

  /** What fails by itself would fail for ever. */
  private Future<Boolean> afterFailure(Throwable failure) {
    if (passes(failure)) {
      return Future.failedFuture(failure);
    }
    log.error("an event cannot be looked at", failure);
    return database.inTransaction(automations::skip).map(skipped -> true);
  }

  private static Trouble trouble(String what) {
    return new Trouble(log, what, AutomationLoop::passes);
  }

  private static boolean passes(Throwable failure) {
    return failure instanceof OverloadedException || SqlFailure.isTransient(failure);
  }

  private static <T> Future<T> tell(Trouble trouble, Future<T> tried) {
    return tried.onSuccess(done -> trouble.over()).onFailure(trouble::failed);
  }
}
