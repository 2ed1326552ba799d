package dev.pharos.benchmarks.orchestration;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.job.DatasetChoice;
import dev.pharos.contracts.job.Device;
import dev.pharos.contracts.job.JobSpec;
import dev.pharos.contracts.job.NetworkChoice;
import dev.pharos.contracts.job.SubmitJob;
import dev.pharos.contracts.job.Training;
import dev.pharos.imaging.samples.SampleData;
import dev.pharos.messaging.KafkaConfig;
import dev.pharos.messaging.Messaging;
import dev.pharos.platform.client.PharosClient;
import dev.pharos.platform.client.Run;
import dev.pharos.platform.local.LocalPlatform;
import dev.pharos.platform.local.PlatformOptions;
import dev.pharos.runtime.ServiceContext;
import dev.pharos.runtime.ServiceHost;
import dev.pharos.runtime.config.Settings;
import io.vertx.core.Future;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A platform of its own with one worker and a small data set. */
final class OrchestrationTrial implements AutoCloseable {
  private static final String DATASET = "digits";
  private static final int IMAGES = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final LocalPlatform platform;
  private final ServiceHost host;
  private final Connection database;
  private final PharosClient client;
  private Messaging messaging;

  private OrchestrationTrial(LocalPlatform platform, ServiceHost host, Connection database) {
    this.platform = platform;
    this.host = host;
    this.database = database;
    this.client = new PharosClient(URI.create(platform.url()), Optional.empty());
  }

  /** Starts a platform in a folder. */
  static OrchestrationTrial start(Path home) throws Exception {
    var options = new PlatformOptions(home, 0, 0, 0, 1, List.of("--log.level=warn"), Map.of());
    var platform = LocalPlatform.start(options, "benchmark");
    try {
      var host = get(ServiceHost.open(Settings.of(Map.of("admin.port", "0", "log.level", "warn"))));
      var trial = new OrchestrationTrial(platform, host, platform.connect());
      get(host.start("benchmark", trial::connect));
      trial.bringDataset(home.resolve("drawn"));
      return trial;
    } catch (Exception e) {
      platform.close();
      throw e;
    }
  }

  private Future<?> connect(ServiceContext context) {
    messaging = Messaging.open(context, KafkaConfig.of(platform.kafka()));
    return Future.succeededFuture();
  }

  private void bringDataset(Path folder) throws Exception {
    SampleData.digits(folder, IMAGES, 1);
    client.post("/v1/datasets/" + DATASET + "/imports", Map.of("path", folder.toString()));
    await(() -> number("select count(*) from dataset_versions") == 1, "the data set");
  }

  /** Submits a job of one epoch and waits until the worker has told of its first step. */
  double millisToFirstStep() {
    var submitted = Instant.now();
    var run = client.post("/v1/jobs", job(Device.AUTO)).as(Run.class).id();
    await(() -> client.get("/v1/runs/" + run).as(Run.class).state().ended(), "run " + run);
    // The worker says when each step was done; the clock is the same.
    var path = "/v1/runs/" + run + "/metrics";
    await(() -> !points(path).isEmpty(), "the points of run " + run);
    return Duration.between(submitted, Instant.parse(points(path))).toNanos() / 1e6;
  }

  private String points(String path) {
    var answer = client.get(path, Map.of("name", "train/loss")).body();
    return answer.at("/series/0/points/0/at").asText();
  }

  private static JobSpec job(Device device) {
    return new JobSpec(
        null,
        null,
        new NetworkChoice("lenet5", Map.of()),
        new DatasetChoice(DATASET, 1),
        Training.builder().epochs(1).build(),
        null,
        device,
        null,
        null,
        null,
        null);
  }

  /** Sends so many jobs. */
  interface Way {
    void send(int count) throws Exception;
  }

  /**
   * Sends jobs that no worker can take and waits until each is a run.
   *
   * @return jobs per second
   */
  double accept(Way way, int count) throws Exception {
    var until = number("select count(*) from jobs") + count;
    var began = System.nanoTime();
    way.send(count);
    await(() -> number("select count(*) from jobs") >= until, count + " jobs");
    var seconds = (System.nanoTime() - began) / 1e9;
    client.post("/v1/queue/cancel", Map.of("all", true));
    await(() -> number("select count(*) from runs where ended_at is null") == 0, "their end");
    return count / seconds;
  }

  void throughKafka(int count) {
    var sent = new ArrayList<Future<Void>>();
    for (int i = 0; i < count; i++) {
      var command = new SubmitJob(job(Device.CUDA));
      sent.add(messaging.publisher().publish(Topics.JOB_COMMANDS, "key-" + i, command));
    }
    get(Future.all(sent));
  }

  void overHttp(int count, int callers) throws Exception {
    var threads = Executors.newFixedThreadPool(callers);
    try {
      var calls = new ArrayList<Callable<Object>>();
      for (int i = 0; i < count; i++) {
        calls.add(() -> client.post("/v1/jobs", job(Device.CUDA)));
      }
      for (var call : threads.invokeAll(calls)) {
        call.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private long number(String sql) {
    try (var statement = database.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(BooleanSupplier done, String what) {
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("waited in vain for " + what);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static <T> T get(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() throws SQLException {
    database.close();
    get(host.close());
    platform.close();
  }
}
