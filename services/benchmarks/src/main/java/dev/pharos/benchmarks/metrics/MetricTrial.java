package dev.pharos.benchmarks.metrics;

import dev.pharos.contracts.Topics;
import dev.pharos.contracts.run.MetricPoint;
import dev.pharos.contracts.run.MetricsReported;
import dev.pharos.messaging.KafkaConfig;
import dev.pharos.messaging.Messaging;
import dev.pharos.platform.local.LocalPlatform;
import dev.pharos.platform.local.PlatformOptions;
import dev.pharos.runtime.ServiceContext;
import dev.pharos.runtime.ServiceHost;
import dev.pharos.runtime.config.Settings;
import io.vertx.core.Future;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;

/** A platform of its own, runs in it, and points on their way into them. */
final class MetricTrial implements AutoCloseable {
  private static final int UNDER_WAY = 256;

  /** Points as a training reports them: one of each metric for each step. */
  record Load(int runs, int series, int points, int batch) {
    /** Points of one series. */
    int steps() {
      return points / runs / series;
    }

    List<String> names() {
      var names = new ArrayList<String>();
      for (int i = 0; i < series; i++) {
        names.add("train/metric-" + i);
      }
      return names;
    }
  }

  private final LocalPlatform platform;
  private final ServiceHost host;
  private final Connection database;
  private Messaging messaging;

  private MetricTrial(LocalPlatform platform, ServiceHost host, Connection database) {
    this.platform = platform;
    this.host = host;
    this.database = database;
  }

  /** Starts a platform without workers in a folder. */
  static MetricTrial start(Path home) throws SQLException {
    var options = new PlatformOptions(home, 0, 0, 0, 0, List.of("--log.level=warn"), Map.of());
    var platform = LocalPlatform.start(options, "benchmark");
    try {
      var host = get(ServiceHost.open(Settings.of(Map.of("admin.port", "0"))));
      var trial = new MetricTrial(platform, host, platform.connect());
      get(host.start("benchmark", trial::connect));
      trial.execute(
          """
          insert into datasets (name) values ('none');
          insert into dataset_versions (dataset, version, content_id, packed_digest, packed_size, height, width,
            channels, classes, counts, training, validation, test, statistics, source)
          values ('none', 1, '-', '-', 1, 1, 1, 1, '[]', '[]', 1, 1, 1, '{}', '-');
          insert into experiments (name) values ('none');
          """);
      return trial;
    } catch (SQLException | RuntimeException e) {
      platform.close();
      throw e;
    }
  }

  private Future<?> connect(ServiceContext context) {
    messaging = Messaging.open(context, KafkaConfig.of(platform.kafka()));
    return Future.succeededFuture();
  }

  private void execute(String sql) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    try (var statement = database.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  /** New runs, under way. */
  List<UUID> runs(int count) throws SQLException {
    var runs = new ArrayList<UUID>();
    for (int i = 0; i < count; i++) {
      var run = UUID.randomUUID();
      execute(
          """
          insert into runs (id, experiment_id, name, state, network, dataset, dataset_version, attempt)
          select '%1$s', id, 'benchmark', 'RUNNING', 'lenet5', 'none', 1, 1 from experiments;
          insert into jobs (run_id, command, spec, priority, max_attempts)
            values ('%1$s', '%1$s', '{}', 50, 1);
          insert into attempts (run_id, number, worker, state) values ('%1$s', 1, 'none', 'RUNNING');
          """
              .formatted(run));
      runs.add(run);
    }
    return runs;
  }

  /**
   * Puts all points on the topic while the registry is held back, lets it go, and waits until all
   * are in.
   *
   * @return seconds
   */
  double consume(List<UUID> runs, Load load) throws SQLException {
    var end = "select sum(next_offset) from consumer_offsets where topic like '%run.metrics'";
    var until = number(end);
    database.setAutoCommit(false);
    execute("lock table consumer_offsets in exclusive mode");
    until += publish(runs, load);
    database.rollback();
    database.setAutoCommit(true);
    var began = System.nanoTime();
    while (number(end) < until) {
      LockSupport.parkNanos(5_000_000);
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private int publish(List<UUID> runs, Load load) {
    var steps = load.batch() / load.series();
    var names = load.names();
    var waiting = new ArrayList<Future<Void>>();
    var messages = 0;
    for (long step = 1; step <= load.steps(); step += steps) {
      for (var run : runs) {
        var points = new ArrayList<MetricPoint>();
        for (long at = step; at < Math.min(step + steps, load.steps() + 1); at++) {
          for (var name : names) {
            var value = Math.sin(at / 1000.0) + name.hashCode() % 7;
            points.add(new MetricPoint(name, at, (int) (at / 1000) + 1, value, Instant.now()));
          }
        }
        var report = new MetricsReported(run, 1, points, null);
        waiting.add(messaging.publisher().publish(Topics.RUN_METRICS, run.toString(), report));
        messages++;
        if (waiting.size() == UNDER_WAY) {
          get(Future.all(waiting));
          waiting.clear();
        }
      }
    }
    get(Future.all(waiting));
    return messages;
  }

  /** How many points runs have. */
  long count(List<UUID> runs) throws SQLException {
    return number("select count(*) from metrics where run_id in (" + list(runs) + ")");
  }

  /**
   * Copies the rows of runs into an empty table of the same form.
   *
   * @return seconds
   */
  double copy(List<UUID> runs) throws SQLException, IOException {
    execute("create table raw_copy (like metric_points including all)");
    var rows = new ByteArrayOutputStream();
    var copying = database.unwrap(PGConnection.class).getCopyAPI();
    copying.copyOut(
        "copy (select p.* from metric_points p join metric_series s on s.id = p.series where s.run_id in (%s)) to stdout"
            .formatted(list(runs)),
        rows);
    var began = System.nanoTime();
    copying.copyIn("copy raw_copy from stdin", new ByteArrayInputStream(rows.toByteArray()));
    var seconds = (System.nanoTime() - began) / 1e9;
    execute("drop table raw_copy");
    return seconds;
  }

  private static String list(List<UUID> runs) {
    return String.join(",", runs.stream().map(run -> "'" + run + "'").toList());
  }

  /** The platform's address. */
  String url() {
    return platform.url();
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
