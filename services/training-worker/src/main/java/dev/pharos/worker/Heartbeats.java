package dev.pharos.worker;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.worker.ActiveAttempt;
import dev.pharos.contracts.worker.WorkerHeartbeat;
import dev.pharos.contracts.worker.WorkerState;
import dev.pharos.runtime.telemetry.Trouble;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs of life: regularly, and at once when something changes. */
final class Heartbeats {
  private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);
  private static final int MOST_OUTSTANDING = 3;

  private final AttemptSetting setting;
  private final WorkerIdentity identity;
  private final TrainingWorkerConfig.Worker config;
  private final int slots;
  private final Supplier<List<ActiveAttempt>> active;
  private final Trouble trouble = new Trouble(log, "sending heartbeats", failure -> true);
  private final AtomicInteger outstanding = new AtomicInteger();
  private volatile WorkerState state;
  private long timer = -1;

  Heartbeats(
      AttemptSetting setting,
      WorkerIdentity identity,
      TrainingWorkerConfig.Worker config,
      int slots,
      Supplier<List<ActiveAttempt>> active) {
    this.setting = setting;
    this.identity = identity;
    this.config = config;
    this.slots = slots;
    this.active = active;
  }

  /** The worker can be given work from now on. */
  void begin() {
    state = WorkerState.READY;
    timer = setting.vertx().setPeriodic(config.heartbeat().toMillis(), id -> beat());
    beat();
  }

  /** Something changed; said at once. */
  void changed() {
    if (state != null && state != WorkerState.GONE) {
      beat();
    }
  }

  /** The worker takes no more work. */
  void draining() {
    if (state != null) {
      state = WorkerState.DRAINING;
      beat();
    }
  }

  /** The worker has shut down; completes when Kafka has it. */
  Future<Void> gone() {
    setting.vertx().cancelTimer(timer);
    if (state == null) {
      return Future.succeededFuture();
    }
    state = WorkerState.GONE;
    return send();
  }

  private void beat() {
    // A pile of old signs of life is of no use to anybody.
    if (outstanding.get() < MOST_OUTSTANDING) {
      send().onSuccess(sent -> trouble.over()).onFailure(trouble::failed);
    }
  }

  private Future<Void> send() {
    outstanding.incrementAndGet();
    var heartbeat =
        new WorkerHeartbeat(
            identity.id(),
            identity.name(),
            state,
            setting.device(),
            slots,
            config.labelMap(),
            active.get(),
            identity.startedAt(),
            setting.clock().instant());
    return setting
        .publisher()
        .publish(Topics.WORKER_HEARTBEATS, identity.id(), heartbeat)
        .onComplete(done -> outstanding.decrementAndGet());
  }
}
