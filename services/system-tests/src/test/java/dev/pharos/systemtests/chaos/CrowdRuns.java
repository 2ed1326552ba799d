package dev.pharos.systemtests.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Workers that are only imagined: they beat every second, and each has a run that it reports on.
 */
final class CrowdRuns implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String WORKERS =
      "select count(*) from workers where name like 'crowd-%' and state = 'READY'";
  private static final String POINTS =
      "select count(*) from metrics m join runs r on r.id = m.run_id where r.name = 'crowd'";

  private final Cluster cluster;
  private final Crowd crowd;
  private final List<UUID> runs = new ArrayList<>();
  private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor();

  /** Lets them come, and gives each its run past every service. */
  CrowdRuns(Cluster cluster, int workers) throws Exception {
    this.cluster = cluster;
    this.crowd = new Crowd(cluster.kafka().bootstrapServers());
    for (int worker = 0; worker < workers; worker++) {
      runs.add(UUID.randomUUID());
    }
    var unused = // Ends with its executor.
        beats.scheduleAtFixedRate(this::beat, 0, 1, TimeUnit.SECONDS);
    Awaitility.await().atMost(LIMIT).until(() -> cluster.books().number(WORKERS) == workers);
    begin();
  }

  private void beat() {
    for (int worker = 0; worker < runs.size(); worker++) {
      crowd.heartbeat("crowd-" + worker, runs.get(worker));
    }
  }

  private void begin() throws Exception {
    try (var connection = cluster.postgres().connect();
        var statement = connection.createStatement()) {
      statement.execute("insert into experiments (name) values ('crowd')");
      for (int worker = 0; worker < runs.size(); worker++) {
        statement.execute(
            """
            insert into runs (id, experiment_id, name, state, network, dataset, dataset_version, attempt)
              select '%1$s', id, 'crowd', 'RUNNING', 'lenet5', '%3$s', 1, 1 from experiments where name = 'crowd';
            insert into jobs (run_id, command, spec, priority, max_attempts) values ('%1$s', '%1$s',
              '{"network": {"name": "lenet5"}, "dataset": {"name": "%3$s"}}', 50, 1);
            insert into attempts (run_id, number, worker, state) values ('%1$s', 1, 'crowd-%2$d', 'RUNNING');
            """
                .formatted(runs.get(worker), worker, Runs.DATASET));
      }
    }
  }

  /** Each run reports so many messages of so many points; every fifth comes once more, late. */
  void report(int messages, int points) throws Exception {
    for (int message = 0; message < messages; message++) {
      for (var run : runs) {
        crowd.metrics(run, 1 + (long) message * points, points);
        if (message % 5 == 4) {
          crowd.metrics(run, 1 + (message - 1L) * points, points);
        }
      }
    }
    crowd.flush();
  }

  /** Points of these runs that are in PostgreSQL. */
  long points() {
    return cluster.books().number(POINTS);
  }

  /** Ends every run. */
  void end() throws Exception {
    for (int worker = 0; worker < runs.size(); worker++) {
      crowd.fail(runs.get(worker), "crowd-" + worker);
    }
    crowd.flush();
  }

  @Override
  public void close() {
    beats.shutdownNow();
    crowd.close();
  }
}
