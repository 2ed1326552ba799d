package dev.pharos.registry;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.contracts.Json;
import dev.pharos.contracts.Topic;
import dev.pharos.contracts.Topics;
import dev.pharos.messaging.BatchHandler;
import dev.pharos.messaging.Messaging;
import dev.pharos.messaging.Outbox;
import dev.pharos.migrations.Migrations;
import dev.pharos.registry.admission.Admission;
import dev.pharos.registry.admission.RunControl;
import dev.pharos.registry.automation.AutomationLoop;
import dev.pharos.registry.automation.Automations;
import dev.pharos.registry.automation.EventLog;
import dev.pharos.registry.collection.ArtifactCollection;
import dev.pharos.registry.consuming.DatasetEvents;
import dev.pharos.registry.consuming.InspectionCommands;
import dev.pharos.registry.consuming.InspectionEvents;
import dev.pharos.registry.consuming.JobCommands;
import dev.pharos.registry.consuming.JobEvents;
import dev.pharos.registry.consuming.RunLogs;
import dev.pharos.registry.consuming.RunMetrics;
import dev.pharos.registry.consuming.WorkerHeartbeats;
import dev.pharos.registry.http.RegistryHttp;
import dev.pharos.registry.inspections.Inspections;
import dev.pharos.registry.lifecycle.RunLifecycle;
import dev.pharos.registry.live.LiveHub;
import dev.pharos.registry.metrics.LogRetention;
import dev.pharos.registry.models.Models;
import dev.pharos.registry.notices.Notices;
import dev.pharos.registry.placement.Scheduler;
import dev.pharos.registry.queue.QueueBoard;
import dev.pharos.registry.runs.RunChanges;
import dev.pharos.registry.scheduling.SchedulerLoop;
import dev.pharos.registry.sweeps.SweepDesk;
import dev.pharos.registry.sweeps.SweepLoop;
import dev.pharos.runtime.ServiceContext;
import dev.pharos.runtime.database.Database;
import dev.pharos.runtime.database.Notifications;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Wires the experiment registry; the all-in-one platform and the tests call the same method. */
public final class ExperimentRegistry {
  /** The service's name, in settings and in consumer groups. */
  public static final String NAME = "experiment-registry";

  private static final Map<String, String> DEFAULTS = Map.of("http.port", "8080");
  private static final Duration DATABASE_LIMIT = Duration.ofSeconds(60);

  private final ServiceContext context;
  private final ExperimentRegistryConfig config;
  private final Database database;
  private final Messaging messaging;

  private ExperimentRegistry(ServiceContext context, ExperimentRegistryConfig config) {
    this.context = context;
    this.config = config;
    this.database = Database.open(context, config.database(), Json.mapper());
    this.messaging = Messaging.open(context, config.kafka());
  }

  /**
   * Starts the registry.
   *
   * @return the port on which it answers
   */
  public static Future<Integer> start(ServiceContext context) {
    var config = context.settings().withDefaults(DEFAULTS).bind(ExperimentRegistryConfig.class);
    return new ExperimentRegistry(context, config).start();
  }

  private Future<Integer> start() {
    return database
        .reachable(DATABASE_LIMIT)
        .compose(reached -> blocking(() -> Migrations.migrate(database.dataSource())))
        .compose(migrated -> messaging.ensureTopics(Topics.all()))
        .compose(created -> blocking(config.artifacts()::open))
        .compose(this::open);
  }

  private Future<Integer> open(ArtifactStore artifacts) {
    var patience = config.scheduling();
    var outbox = messaging.outbox(database);
    var models = new Models(outbox);
    var runs = new RunChanges(new RunLifecycle(patience.retries()), outbox, models);
    var admission = new Admission(outbox);
    var control = new RunControl(runs);
    var sweeps = new SweepDesk(admission, control, outbox, models);
    var hub = new LiveHub(database, context.meters());
    var scheduler =
        new SchedulerLoop(
            database, patience, config.queue(), messaging, runs, outbox, context.meters());
    var automations =
        new Automations(
            admission, models, new Inspections(outbox), artifacts, outbox, context.meters());
    var automationLoop = new AutomationLoop(database, automations, config.automations());
    var sweepLoop = new SweepLoop(database, sweeps);
    var parts =
        new RegistryHttp.Parts(
            database,
            artifacts,
            admission,
            control,
            new Inspections(outbox),
            sweeps,
            new QueueBoard(new Scheduler(config.queue().policy()), patience.workerLease()),
            models,
            hub,
            automations,
            config.automations(),
            messaging.deadLetters(),
            config.kafka());
    return Future.all(
            context.deploy(hub),
            context.deploy(scheduler),
            context.deploy(automationLoop),
            context.deploy(sweepLoop),
            context.deploy(new LogRetention(database, config.logs())),
            context.deploy(
                new ArtifactCollection(database, artifacts, config.collection(), context.meters())))
        .compose(deployed -> listen(hub, scheduler, automationLoop, sweepLoop))
        .compose(
            heard ->
                Future.all(
                    subscribe(new JobCommands(admission, control, sweeps, outbox), runs, outbox),
                    RegistryHttp.open(context, config.http(), config.peers(), parts)))
        .map(opened -> opened.<Integer>resultAt(1));
  }

  /** What any registry changes wakes this one's loops and reaches its browsers. */
  private Future<Void> listen(
      LiveHub hub, SchedulerLoop scheduler, AutomationLoop automationLoop, SweepLoop sweeps) {
    return Notifications.listen(
            context,
            database,
            Map.of(
                Notices.LIVE,
                hub::heard,
                Notices.SCHEDULER,
                nudge -> {
                  scheduler.nudge();
                  sweeps.nudge();
                },
                Notices.AUTOMATIONS,
                nudge -> automationLoop.nudge()),
            hub::endStreams)
        .ready();
  }

  private Future<?> subscribe(JobCommands commands, RunChanges runs, Outbox outbox) {
    return Future.all(
        List.of(
            receive(Topics.JOB_COMMANDS, commands),
            receive(Topics.JOB_EVENTS, EventLog.noting(new JobEvents(runs))),
            receive(
                Topics.INSPECTION_COMMANDS,
                new InspectionCommands(new Inspections(outbox), outbox)),
            receive(Topics.INSPECTION_EVENTS, new InspectionEvents()),
            receive(Topics.RUN_METRICS, new RunMetrics()),
            receive(Topics.RUN_LOGS, new RunLogs(config.logs())),
            receive(Topics.WORKER_HEARTBEATS, new WorkerHeartbeats()),
            receive(Topics.DATASET_EVENTS, EventLog.noting(new DatasetEvents())),
            receive(Topics.MODEL_EVENTS, EventLog.noting()),
            receive(Topics.AUTOMATION_EVENTS, EventLog.noting())));
  }

  private <T> Future<Void> receive(Topic<T> topic, BatchHandler<T> handler) {
    return messaging.subscribe(topic, NAME, database, handler).ready();
  }

  private <T> Future<T> blocking(Callable<T> work) {
    return context.vertx().executeBlocking(work, false);
  }
}
