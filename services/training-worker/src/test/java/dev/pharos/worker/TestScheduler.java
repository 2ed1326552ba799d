package dev.pharos.worker;

import static org.awaitility.Awaitility.await;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.artifacts.FileSystemArtifactStore;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.Topics;
import dev.pharos.contracts.job.AttemptEvent;
import dev.pharos.contracts.job.AttemptFailed;
import dev.pharos.contracts.job.AttemptStopped;
import dev.pharos.contracts.job.AttemptSucceeded;
import dev.pharos.contracts.run.LogLine;
import dev.pharos.contracts.run.LogsReported;
import dev.pharos.contracts.run.MetricPoint;
import dev.pharos.contracts.run.MetricsReported;
import dev.pharos.contracts.run.Progress;
import dev.pharos.contracts.worker.Assignment;
import dev.pharos.contracts.worker.WorkerHeartbeat;
import dev.pharos.contracts.worker.WorkerState;
import dev.pharos.messaging.Follower;
import dev.pharos.messaging.KafkaConfig;
import dev.pharos.messaging.Messaging;
import dev.pharos.runtime.ServiceHost;
import dev.pharos.runtime.config.Settings;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where the registry stands: assigns, and listens to what workers say. */
final class TestScheduler implements AutoCloseable {
  private final Map<String, String> settings;
  private final ArtifactStore artifacts;
  private final ServiceHost host;
  private final Map<String, ServiceHost> workers = new HashMap<>();
  private final Map<String, WorkerHeartbeat> heartbeats = new ConcurrentHashMap<>();
  private final List<AttemptEvent> events = new CopyOnWriteArrayList<>();
  private final List<MetricsReported> metrics = new CopyOnWriteArrayList<>();
  private final List<LogsReported> logs = new CopyOnWriteArrayList<>();
  private Messaging messaging;

  TestScheduler(String bootstrapServers, String topicPrefix, Path folder) throws IOException {
    var store = folder.resolve("store");
    settings =
        Map.of(
            "admin.port",
            "0",
            "kafka.bootstrap-servers",
            bootstrapServers,
            "kafka.topic-prefix",
            topicPrefix,
            "artifacts.directory",
            store.toString(),
            "worker.folder",
            folder.resolve("worker").toString());
    artifacts = new FileSystemArtifactStore(store);
    host = join(ServiceHost.open(Settings.of(Map.of("admin.port", "0"))));
    join(
        host.start(
            "scheduler",
            context -> {
              messaging =
                  Messaging.open(
                      context, KafkaConfig.of(bootstrapServers).withTopicPrefix(topicPrefix));
              return messaging
                  .ensureTopics(Topics.all())
                  .compose(made -> Future.all(listen().stream().map(Follower::ready).toList()));
            }));
  }

  private List<Follower> listen() {
    return List.of(
        messaging.follow(
            Topics.WORKER_HEARTBEATS,
            Follower.From.END,
            message -> {
              heartbeats.put(message.data().worker(), message.data());
              return Future.succeededFuture();
            }),
        messaging.follow(
            Topics.JOB_EVENTS,
            Follower.From.END,
            message -> {
              if (message.data() instanceof AttemptEvent event) {
                events.add(event);
              }
              return Future.succeededFuture();
            }),
        messaging.follow(
            Topics.RUN_METRICS,
            Follower.From.END,
            message -> {
              metrics.add(message.data());
              return Future.succeededFuture();
            }),
        messaging.follow(
            Topics.RUN_LOGS,
            Follower.From.END,
            message -> {
              logs.add(message.data());
              return Future.succeededFuture();
            }));
  }

  ArtifactStore artifacts() {
    return artifacts;
  }

  /** Starts a worker in a host of its own; returns its id once it is ready. */
  String startWorker(String name) {
    var own = new HashMap<>(settings);
    own.put("worker.name", name);
    var worker = join(ServiceHost.open(Settings.of(own)));
    workers.put(name, worker);
    join(worker.start("training-worker", TrainingWorker::start));
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                heartbeats.values().stream()
                    .filter(each -> each.name().equals(name))
                    .filter(each -> each.state() == WorkerState.READY)
                    .map(WorkerHeartbeat::worker)
                    .findFirst(),
            Optional::isPresent)
        .get();
  }

  /** Stops a worker as a signal to its process would. */
  void stopWorker(String name) {
    join(workers.remove(name).close());
  }

  void assign(Assignment assignment) {
    join(messaging.publisher().publish(Topics.JOB_ASSIGNMENTS, assignment.worker(), assignment));
  }

  WorkerHeartbeat heartbeat(String worker) {
    return heartbeats.get(worker);
  }

  List<AttemptEvent> events(UUID run) {
    return events.stream().filter(event -> event.run().equals(run)).toList();
  }

  /** The last word on a run's attempt, if it was said. */
  Optional<AttemptEvent> last(UUID run) {
    return events(run).stream()
        .filter(
            event ->
                event instanceof AttemptSucceeded
                    || event instanceof AttemptFailed
                    || event instanceof AttemptStopped)
        .findFirst();
  }

  List<MetricPoint> points(UUID run) {
    return metrics.stream()
        .filter(each -> each.run().equals(run))
        .flatMap(each -> each.points().stream())
        .toList();
  }

  Progress progress(UUID run) {
    return metrics.stream()
        .filter(each -> each.run().equals(run))
        .map(MetricsReported::progress)
        .filter(Objects::nonNull)
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  List<LogLine> lines(UUID run) {
    return logs.stream()
        .filter(each -> each.run().equals(run))
        .flatMap(each -> each.lines().stream())
        .toList();
  }

  static boolean has(ArtifactStore store, ArtifactRef artifact) {
    try {
      return store.contains(artifact);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T join(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    List.copyOf(workers.keySet()).forEach(this::stopWorker);
    join(host.close());
  }
}
