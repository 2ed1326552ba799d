package dev.pharos.worker;

import dev.pharos.artifacts.Artifacts;
import dev.pharos.contracts.Topics;
import dev.pharos.contracts.worker.WorkerDevice;
import dev.pharos.messaging.Messaging;
import dev.pharos.runtime.ServiceContext;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the training worker; the all-in-one platform and the tests call the same method. */
public final class TrainingWorker {
  private static final Logger log = LoggerFactory.getLogger(TrainingWorker.class);

  private TrainingWorker() {}

  /** What must be asked of the disk and the native libraries before work can be taken. */
  private record Surroundings(Artifacts artifacts, WorkerDevice device, int devices, Path folder) {}

  /** Starts a worker; it announces itself in heartbeats once it can be given work. */
  public static Future<?> start(ServiceContext context) {
    var config = context.settings().bind(TrainingWorkerConfig.class);
    var messaging = Messaging.open(context, config.kafka());
    return context
        .vertx()
        .executeBlocking(() -> look(context, config))
        .compose(
            surroundings ->
                messaging
                    .ensureTopics(
                        List.of(
                            Topics.JOB_ASSIGNMENTS,
                            Topics.JOB_EVENTS,
                            Topics.RUN_METRICS,
                            Topics.RUN_LOGS,
                            Topics.WORKER_HEARTBEATS,
                            Topics.INSPECTION_TASKS,
                            Topics.INSPECTION_EVENTS))
                    .compose(ready -> start(context, config, messaging, surroundings)));
  }

  private static Surroundings look(ServiceContext context, TrainingWorkerConfig config) {
    var found = WorkerDevices.find(config.worker().device());
    var device = WorkerDevices.of(found);
    log.info("trains on {} ({} cores): {}", device.name(), device.cores(), device.engine());
    Optional.ofNullable(device.note()).ifPresent(note -> log.warn("slow: {}", note));
    return new Surroundings(
        config.artifacts().open(context), device, found.count(), folder(config.worker().folder()));
  }

  private static Path folder(Optional<Path> configured) {
    try {
      var folder = configured.orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("worker.folder cannot be made: " + e.getMessage(), e);
    }
  }

  private static Future<?> start(
      ServiceContext context,
      TrainingWorkerConfig config,
      Messaging messaging,
      Surroundings surroundings) {
    var clock = Clock.systemUTC();
    var identity = WorkerIdentity.create(config.worker().name(), clock.instant());
    var setting =
        new AttemptSetting(
            context.vertx(),
            messaging.publisher(),
            clock,
            identity.id(),
            surroundings.device(),
            new DevicePool(surroundings.devices()),
            surroundings.artifacts(),
            config.worker().inputThreads(),
            surroundings.folder());
    var meters = new WorkerMeters(context.meters(), identity.id());
    int slots = config.worker().slots().orElse(surroundings.devices());
    var attempts = new Attempts(setting, slots, meters::ended);
    var heartbeats = new Heartbeats(setting, identity, config.worker(), slots, attempts::active);
    attempts.onChange(heartbeats::changed);
    meters.device(surroundings.device());
    meters.attempts(attempts);
    return Future.all(
        context.deploy(new Inspections(setting, messaging)),
        context.deploy(
            new AssignmentsVerticle(
                identity.id(), messaging, attempts, heartbeats, config.worker().stopTime())));
  }
}
