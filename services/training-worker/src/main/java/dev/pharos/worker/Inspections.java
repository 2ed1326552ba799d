package dev.pharos.worker;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.inspection.InspectionAssigned;
import dev.pharos.contracts.inspection.InspectionEvent;
import dev.pharos.contracts.inspection.InspectionFailed;
import dev.pharos.contracts.inspection.InspectionStarted;
import dev.pharos.messaging.Message;
import dev.pharos.messaging.Messaging;
import dev.pharos.messaging.SubscriptionOptions;
import dev.pharos.worker.inspection.Looking;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes inspections, which all workers share, one at a time and beside the training. A worker that
 * dies under way has not noted the message as done, and another gets it.
 */
final class Inspections extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(Inspections.class);

  /** The name of the group that all workers are members of. */
  private static final String GROUP = "training-worker";

  /** Held beside the one that is under way: few, or a worker would sit on others' work. */
  private static final int HELD = 1;

  private static final long LONGEST_HOURS = 6;

  private final AttemptSetting setting;
  private final Messaging messaging;
  private final Looking looking;
  private WorkerExecutor executor;

  Inspections(AttemptSetting setting, Messaging messaging) {
    this.setting = setting;
    this.messaging = messaging;
    this.looking = new Looking(setting.artifacts());
  }

  @Override
  public Future<?> start() {
    executor = vertx.createSharedWorkerExecutor("inspections", 1, LONGEST_HOURS, TimeUnit.HOURS);
    return messaging
        .subscribe(
            Topics.INSPECTION_TASKS,
            GROUP,
            SubscriptionOptions.STANDARD.withConcurrency(1).withBuffer(HELD),
            this::onTask)
        .ready();
  }

  private Future<?> onTask(Message<InspectionAssigned> message) {
    var task = message.data();
    return say(
            task,
            new InspectionStarted(task.inspection(), setting.worker(), setting.clock().instant()))
        .compose(said -> executor.executeBlocking(() -> look(task)))
        .compose(last -> say(task, last));
  }

  private Future<Void> say(InspectionAssigned task, InspectionEvent event) {
    return messaging
        .publisher()
        .publish(Topics.INSPECTION_EVENTS, task.inspection().toString(), event);
  }

  /** Whatever happens, there is a last word. */
  private InspectionEvent look(InspectionAssigned task) {
    try {
      log.info("inspection {}: {}", task.inspection(), task.spec().kind().label());
      return looking.look(task, setting.worker(), setting.clock());
    } catch (Exception | Error e) {
      log.warn("inspection {} failed", task.inspection(), e);
      var reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new InspectionFailed(
          task.inspection(), setting.worker(), reason, setting.clock().instant());
    }
  }
}
