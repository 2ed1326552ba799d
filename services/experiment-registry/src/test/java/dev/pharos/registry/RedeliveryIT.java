package dev.pharos.registry;

import static dev.pharos.registry.support.FakeWorker.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pharos.contracts.job.StopReason;
import dev.pharos.registry.support.Datasets;
import dev.pharos.registry.support.FakeWorker;
import dev.pharos.registry.support.TestRegistry;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that was ever read is read again from the beginning, and changes nothing. */
@WithServers
class RedeliveryIT {
  private static final String JOB =
      "{\"network\": {\"name\": \"lenet5\"}, \"dataset\": {\"name\": \"pets\"}, \"register\": \"m\"}";

  /** What must stay as it is; times of heartbeats and positions aside. */
  private static final List<String> STATE =
      List.of(
          "select id, state, reason, attempt, progress, started_at, ended_at from runs",
          "select * from jobs",
          "select * from attempts",
          "select * from metrics",
          "select * from latest_metrics",
          "select * from log_lines",
          "select * from run_artifacts",
          "select * from evaluations",
          "select * from registered_models",
          "select * from model_versions",
          "select * from params");

  @Test
  void changesNothing(TestServers servers, @TempDir Path artifacts) throws SQLException {
    Datasets.add(servers, "pets", 1);
    try (var registry = TestRegistry.start(servers, artifacts)) {
      history(servers, registry);
    }
    var before = state(servers);
    var read = offsets(servers);
    assertThat(read).hasSizeGreaterThan(3);
    forgetOffsets(servers);

    try (var registry = TestRegistry.start(servers, artifacts)) {
      await().until(() -> isPast(offsets(servers), read));
      assertThat(registry.client().get("/v1/runs").json().get("items")).hasSize(3);
    }
    assertThat(state(servers)).isEqualTo(before);
  }

  /** Answers are given again, and are read as well. */
  private static boolean isPast(Map<String, Long> now, Map<String, Long> before) {
    return before.entrySet().stream()
        .allMatch(entry -> now.getOrDefault(entry.getKey(), 0L) >= entry.getValue());
  }

  private static void history(TestServers servers, TestRegistry registry) {
    var client = registry.client();
    var worker = FakeWorker.start(registry.host(), servers, "w");
    var command =
        Map.of(
            "ce_specversion", "1.0",
            "ce_id", "once",
            "ce_type", "dev.pharos.job.submit.v1",
            "ce_source", "/test",
            "content-type", "application/json");
    servers.topics().send(servers.topic("job.commands"), null, "{\"job\": " + JOB + "}", command);
    var first = worker.begin();
    worker.metrics(first.run(), 1, 1, 40);
    worker.log(first.run(), 1, 1, "begun");
    worker.checkpointed(first, 20);
    worker.failed(first, "no memory", true);
    var second = worker.begin(20);
    worker.metrics(second.run(), 2, 21, 50);
    worker.succeeded(second, MODEL);
    await().until(() -> client.state(first.run()).equals("SUCCEEDED"));

    var released = client.submit(JOB);
    worker.stopped(worker.begin(), StopReason.RELEASE, 5);
    var again = worker.begin();
    worker.log(released, 2, 1, "again");
    worker.succeeded(again, MODEL);
    await().until(() -> client.state(released).equals("SUCCEEDED"));

    var cancelled = client.submit(JOB);
    var attempt = worker.begin();
    client.post("/v1/runs/" + cancelled + "/cancel", "{}");
    worker.stopping();
    worker.stopped(attempt, StopReason.CANCEL, 7);
    await().until(() -> client.state(cancelled).equals("CANCELLED"));
    await()
        .until(
            () ->
                client
                        .get("/v1/runs/" + first.run() + "/metrics?name=train/loss")
                        .json()
                        .at("/series/0/points")
                        .size()
                    == 50);
    await()
        .until(() -> client.get("/v1/runs/" + released + "/logs").json().get("items").size() == 1);
    worker.leave();
    await()
        .until(() -> client.get("/v1/workers").json().at("/items/0/state").asText().equals("GONE"));
  }

  private static List<String> state(TestServers servers) throws SQLException {
    var rows = new ArrayList<String>();
    try (var connection = servers.connect();
        var statement = connection.createStatement()) {
      for (var query : STATE) {
        try (var result =
            statement.executeQuery("select t::text from (" + query + ") t order by 1")) {
          while (result.next()) {
            rows.add(query + ": " + result.getString(1));
          }
        }
      }
    }
    return rows;
  }

  private static Map<String, Long> offsets(TestServers servers) throws SQLException {
    var offsets = new java.util.HashMap<String, Long>();
    try (var connection = servers.connect();
        var statement = connection.createStatement();
        var result =
            statement.executeQuery(
                "select topic || ' ' || partition, next_offset from consumer_offsets"
                    + " where next_offset > 0")) {
      while (result.next()) {
        offsets.put(result.getString(1), result.getLong(2));
      }
    }
    return offsets;
  }

  private static void forgetOffsets(TestServers servers) throws SQLException {
    try (var connection = servers.connect();
        var statement = connection.createStatement()) {
      statement.execute("delete from consumer_offsets");
    }
  }
}
