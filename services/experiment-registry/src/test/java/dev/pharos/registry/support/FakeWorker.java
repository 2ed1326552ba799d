package dev.pharos.registry.support;

import static dev.pharos.registry.support.TestRegistry.get;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.Topic;
import dev.pharos.contracts.Topics;
import dev.pharos.contracts.job.AttemptCheckpointed;
import dev.pharos.contracts.job.AttemptFailed;
import dev.pharos.contracts.job.AttemptStarted;
import dev.pharos.contracts.job.AttemptStopped;
import dev.pharos.contracts.job.AttemptSucceeded;
import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.JobEvent;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.contracts.run.LogLine;
import dev.pharos.contracts.run.LogsReported;
import dev.pharos.contracts.run.MetricPoint;
import dev.pharos.contracts.run.MetricsReported;
import dev.pharos.contracts.run.Progress;
import dev.pharos.contracts.worker.ActiveAttempt;
import dev.pharos.contracts.worker.Assignment;
import dev.pharos.contracts.worker.AttemptAssigned;
import dev.pharos.contracts.worker.StopAttempt;
import dev.pharos.contracts.worker.WorkerDevice;
import dev.pharos.contracts.worker.WorkerHeartbeat;
import dev.pharos.contracts.worker.WorkerState;
import dev.pharos.messaging.Follower;
import dev.pharos.messaging.KafkaConfig;
import dev.pharos.messaging.Messaging;
import dev.pharos.messaging.Publisher;
import dev.pharos.runtime.ServiceHost;
import dev.pharos.testkit.TestServers;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Speaks the contract of a worker and trains nothing. What it does with an assignment is the test's
 * affair; it sends heartbeats by itself.
 */
public final class FakeWorker {
  private static final long HEARTBEAT_MILLIS = 200;

  /** Bytes that nobody reads. */
  public static final ArtifactRef CHECKPOINT = new ArtifactRef("sha256:" + "c".repeat(64), 100);

  public static final ArtifactRef MODEL = new ArtifactRef("sha256:" + "d".repeat(64), 200);

  private final String id = "worker-" + UUID.randomUUID();
  private final String name;
  private final Device device;
  private final int slots;
  private final Map<String, String> labels;
  private final Publisher publisher;
  private final Vertx vertx;
  private final Set<ActiveAttempt> active = ConcurrentHashMap.newKeySet();
  private final Set<ActiveAttempt> begun = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Assignment> inbox = new LinkedBlockingQueue<>();
  private final Instant startedAt = Instant.now();
  private volatile WorkerState state = WorkerState.READY;
  private long timer;

  private FakeWorker(
      String name,
      Device device,
      int slots,
      Map<String, String> labels,
      Publisher publisher,
      Vertx vertx) {
    this.name = name;
    this.labels = labels;
    this.device = device;
    this.slots = slots;
    this.publisher = publisher;
    this.vertx = vertx;
  }

  /** Starts a CPU worker with one slot. */
  public static FakeWorker start(ServiceHost host, TestServers servers, String name) {
    return start(host, servers, name, Device.CPU, 1);
  }

  /** Starts a worker. */
  public static FakeWorker start(
      ServiceHost host, TestServers servers, String name, Device device, int slots) {
    return start(host, servers, name, device, slots, Map.of());
  }

  /** Starts a worker with labels. */
  public static FakeWorker start(
      ServiceHost host,
      TestServers servers,
      String name,
      Device device,
      int slots,
      Map<String, String> labels) {
    var worker = new FakeWorker[1];
    get(
        host.start(
            "fake-" + name,
            context -> {
              var config =
                  KafkaConfig.of(servers.bootstrapServers()).withTopicPrefix(servers.topicPrefix());
              var messaging = Messaging.open(context, config);
              worker[0] =
                  new FakeWorker(
                      name, device, slots, labels, messaging.publisher(), context.vertx());
              return messaging
                  .follow(
                      Topics.JOB_ASSIGNMENTS,
                      Follower.From.END,
                      message -> {
                        worker[0].receive(message.data());
                        return io.vertx.core.Future.succeededFuture();
                      })
                  .ready();
            }));
    worker[0].beat();
    return worker[0];
  }

  private void beat() {
    heartbeat();
    timer = vertx.setPeriodic(HEARTBEAT_MILLIS, tick -> heartbeat());
  }

  private void receive(Assignment assignment) {
    if (assignment.worker().equals(id)) {
      inbox.add(assignment);
    }
  }

  public String id() {
    return id;
  }

  /** Says at once how it stands; waits for nothing, as it is called on an event loop, too. */
  public void heartbeat() {
    publisher.publish(
        Topics.WORKER_HEARTBEATS,
        id,
        new WorkerHeartbeat(
            id,
            name,
            state,
            new WorkerDevice(device, "test", 2, 1L << 30, "none", null),
            slots,
            labels,
            List.copyOf(active),
            startedAt,
            Instant.now()));
  }

  /** Stops its heartbeats without a word, as a process that was killed does. */
  public void fallSilent() {
    vertx.cancelTimer(timer);
  }

  /** Beats again after it fell silent. */
  public void recover() {
    beat();
  }

  /** Says that it has shut down. */
  public void leave() {
    vertx.cancelTimer(timer);
    state = WorkerState.GONE;
    active.clear();
    heartbeat();
  }

  /** What it is asked next; waits for it. */
  public Assignment next() {
    try {
      var assignment = inbox.poll(20, SECONDS);
      if (assignment == null) {
        throw new AssertionError(name + " was asked for nothing within 20 s");
      }
      return assignment;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What it is asked within a time; empty if it is asked for nothing. */
  public Optional<Assignment> poll(Duration time) throws InterruptedException {
    return Optional.ofNullable(inbox.poll(time.toMillis(), MILLISECONDS));
  }

  /** The attempt it is given next, taken or not yet. */
  public AttemptAssigned assigned() {
    return (AttemptAssigned) next();
  }

  /** Takes the attempt it is given next, and begins; passes over what it has begun before. */
  public AttemptAssigned begin() {
    return begin(0);
  }

  /** The same from where an earlier attempt has left a checkpoint. */
  public AttemptAssigned begin(long fromStep) {
    var assigned = assigned();
    while (!begun.add(new ActiveAttempt(assigned.run(), assigned.attempt()))) {
      assigned = assigned();
    }
    take(assigned);
    started(assigned, fromStep);
    return assigned;
  }

  /** What it is asked to stop next; passes over what it is told of again. */
  public StopAttempt stopping() {
    var assignment = next();
    while (!(assignment instanceof StopAttempt)) {
      assignment = next();
    }
    return (StopAttempt) assignment;
  }

  /** Whether it has been asked for nothing more. */
  public boolean idle() {
    return inbox.isEmpty();
  }

  public void take(AttemptAssigned assigned) {
    active.add(new ActiveAttempt(assigned.run(), assigned.attempt()));
    heartbeat();
  }

  /** Has nothing to do with an attempt any more. */
  public void drop(UUID run, int attempt) {
    active.remove(new ActiveAttempt(run, attempt));
    heartbeat();
  }

  public void started(AttemptAssigned attempt, long fromStep) {
    event(
        attempt.run(),
        new AttemptStarted(
            attempt.run(), attempt.attempt(), id, "CPU", 60_850, 1_000, fromStep, Instant.now()));
  }

  public void checkpointed(AttemptAssigned attempt, long step) {
    event(
        attempt.run(),
        new AttemptCheckpointed(
            attempt.run(), attempt.attempt(), id, 1, step, CHECKPOINT, Instant.now()));
  }

  /** Says what it measured, and which other checkpoint it needs; that may be null. */
  public void checkpointed(
      AttemptAssigned attempt,
      long step,
      ArtifactRef checkpoint,
      Map<String, Double> metrics,
      ArtifactRef best) {
    event(
        attempt.run(),
        new AttemptCheckpointed(
            attempt.run(),
            attempt.attempt(),
            id,
            1,
            step,
            checkpoint,
            metrics,
            best,
            Instant.now()));
  }

  public void failed(AttemptAssigned attempt, String reason, boolean retryable) {
    event(
        attempt.run(),
        new AttemptFailed(attempt.run(), attempt.attempt(), id, reason, retryable, Instant.now()));
    drop(attempt.run(), attempt.attempt());
  }

  public void stopped(AttemptAssigned attempt, StopReason reason, long step) {
    stopped(attempt, reason, step, CHECKPOINT);
  }

  public void stopped(
      AttemptAssigned attempt, StopReason reason, long step, ArtifactRef checkpoint) {
    event(
        attempt.run(),
        new AttemptStopped(
            attempt.run(), attempt.attempt(), id, reason, step, checkpoint, Instant.now()));
    drop(attempt.run(), attempt.attempt());
  }

  public void succeeded(AttemptAssigned attempt, ArtifactRef model) {
    event(
        attempt.run(),
        new AttemptSucceeded(
            attempt.run(),
            attempt.attempt(),
            id,
            Map.of("test/top1-error", 0.05, "test/loss", 0.2),
            null,
            null,
            model,
            List.of("cat", "dog"),
            List.of(List.of(9, 1), List.of(0, 10)),
            Instant.now()));
    drop(attempt.run(), attempt.attempt());
  }

  /** Reports a loss for each step of a stretch, with the progress so far. */
  public void metrics(UUID run, int attempt, long fromStep, long toStep) {
    var points =
        java.util.stream.LongStream.rangeClosed(fromStep, toStep)
            .mapToObj(step -> new MetricPoint("train/loss", step, 1, 1.0 / step, Instant.now()))
            .toList();
    report(run, attempt, points, new Progress(1, 2, toStep, 100, 1_000.0, 5.0));
  }

  public void report(UUID run, int attempt, List<MetricPoint> points, Progress progress) {
    say(Topics.RUN_METRICS, run.toString(), new MetricsReported(run, attempt, points, progress));
  }

  public void log(UUID run, int attempt, long sequence, String message) {
    var line = new LogLine(sequence, Instant.now(), "INFO", message);
    say(Topics.RUN_LOGS, run.toString(), new LogsReported(run, attempt, List.of(line)));
  }

  /** Says anything about a run. */
  public void event(UUID run, JobEvent event) {
    say(Topics.JOB_EVENTS, run.toString(), event);
  }

  private <T> void say(Topic<T> topic, String key, T message) {
    get(publisher.publish(topic, key, message));
  }
}
