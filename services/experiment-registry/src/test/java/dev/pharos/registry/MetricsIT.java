package dev.pharos.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pharos.contracts.MessageCodec;
import dev.pharos.contracts.run.MetricPoint;
import dev.pharos.contracts.run.MetricsReported;
import dev.pharos.registry.support.Datasets;
import dev.pharos.registry.support.FakeWorker;
import dev.pharos.registry.support.TestClient;
import dev.pharos.registry.support.TestRegistry;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Long histories: written in bulk, told by stretches, and the same whatever comes twice or late.
 */
@WithServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsIT {
  /** Where stretches do not tell exactly what their points say. */
  private static final String LIES =
      """
      select t.series, t.level, t.from_step, t.points, count(p.step) as found
      from metric_stretches t left join metric_points p
        on p.series = t.series and p.step between t.from_step and t.to_step
      group by t.series, t.level, t.from_step
      having t.points <> count(p.step) or t.low <> min(p.value) or t.high <> max(p.value)
        or t.to_step <> max(p.step) or t.from_step <> min(p.step)
        or t.last <> (array_agg(p.value order by p.step desc))[1]
        or t.low_step <> (array_agg(p.step order by p.value, p.step))[1]
        or t.high_step <> (array_agg(p.step order by p.value desc, p.step))[1]
      """;

  private static final String LOST =
      """
      select p.series, p.step from metric_points p cross join (values (0), (1)) as l (level)
      where (select count(*) from metric_stretches t where t.series = p.series and t.level = l.level
        and p.step between t.from_step and t.to_step) <> 1
      """;

  private final TestServers servers;
  private TestRegistry registry;
  private TestClient client;
  private UUID run;
  private int message;

  MetricsIT(TestServers servers) {
    this.servers = servers;
  }

  @BeforeAll
  void start(@TempDir Path artifacts) {
    registry = TestRegistry.start(servers, artifacts);
    client = registry.client();
    Datasets.add(servers, "pets", 1);
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  /** A run that has ended, so that nobody wants to give it to a worker. */
  @BeforeEach
  void anyRun() throws SQLException {
    run = UUID.randomUUID();
    execute(
        """
        insert into experiments (name) values ('default') on conflict do nothing;
        insert into runs (id, experiment_id, name, state, network, dataset, dataset_version, attempt)
          select '%1$s', id, 'any', 'SUCCEEDED', 'lenet5', 'pets', 1, 1 from experiments;
        insert into jobs (run_id, command, spec, priority, max_attempts) values ('%1$s', '%1$s', '{}', 50, 1);
        """
            .formatted(run));
  }

  @AfterEach
  void stretchesTellTheTruth() throws SQLException {
    assertThat(rows(LIES)).as("stretches that say what is not so").isEmpty();
    assertThat(rows(LOST)).as("points that are not in one stretch of each level").isEmpty();
  }

  private void execute(String sql) throws SQLException {
    try (var connection = servers.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static double value(long step) {
    return step == 6_666 ? 1_000 : Math.sin(step / 100.0);
  }

  private void report(int attempt, String id, long from, long to) {
    var points = new ArrayList<MetricPoint>();
    for (long step = from; step <= to; step++) {
      points.add(new MetricPoint("train/loss", step, 1, value(step) * attempt, Instant.now()));
    }
    var json = MessageCodec.encode(new MetricsReported(run, attempt, points, null));
    servers
        .topics()
        .send(
            servers.topic("run.metrics"),
            run.toString(),
            new String(json, StandardCharsets.UTF_8),
            Map.of(
                "ce_specversion", "1.0",
                "ce_type", "dev.pharos.run.metrics.v1",
                "ce_source", "/test",
                "ce_id", id,
                "content-type", "application/json"));
  }

  private void report(long from, long to) {
    report(1, "m" + message++, from, to);
  }

  private List<String> rows(String query) throws SQLException {
    var rows = new ArrayList<String>();
    try (var connection = servers.connect();
        var statement = connection.createStatement();
        var result = statement.executeQuery("select t::text from (" + query + ") t")) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  private long count() throws SQLException {
    return Long.parseLong(
        rows("select count(*) as n from metrics where run_id = '" + run + "'")
            .get(0)
            .replaceAll("\\D", ""));
  }

  private JsonNode points(String query) {
    var path = "/v1/runs/" + run + "/metrics?name=train/loss" + query;
    return client.get(path).json().at("/series/0/points");
  }

  @Test
  void whatComesTwiceOrLateOrInAnyOrderCountsOnce() {
    report(1, 100);
    report(1, 100);
    report(201, 300);
    report(301, 420);
    report(150, 220);
    report(101, 149);
    report(90, 110);
    await().until(() -> count() == 420);
    report(421, 500);
    await().until(() -> count() == 500);
    var shown = points("");
    assertThat(shown).hasSize(500);
    assertThat(shown.get(149).get("step").asLong()).isEqualTo(150);
    assertThat(client.run(run).at("/metrics/train~1loss").asDouble()).isEqualTo(value(500));
  }

  @Test
  void aLongHistoryIsThinnedExactlyAndFinerInAPart() {
    var until = 70_000L;
    for (long from = 1; from <= until; from += 1_000) {
      report(from, from + 999);
    }
    await().until(() -> count() == until);

    var whole = points("&points=400");
    assertThat(whole).hasSizeBetween(200, 400);
    var steps = whole.findValues("step").stream().map(JsonNode::asLong).toList();
    assertThat(steps).isSorted().contains(1L, 6_666L, until);
    whole.forEach(
        point ->
            assertThat(point.get("value").asDouble()).isEqualTo(value(point.get("step").asLong())));

    var part = points("&points=400&from=6000&to=16000");
    assertThat(part).hasSizeBetween(200, 400);
    assertThat(part.get(0).get("step").asLong()).isEqualTo(6_000);
    assertThat(part.findValues("step").stream().map(JsonNode::asLong))
        .contains(6_666L)
        .allSatisfy(step -> assertThat(step).isBetween(6_000L, 16_000L));
    assertThat(points("&from=6001&to=6100")).hasSize(100);
    assertThat(points("&from=90000")).isEmpty();
  }

  @Test
  void aLaterAttemptTakesTheHistoryBackAndGoesOn() {
    run = client.submit("{\"network\": {\"name\": \"lenet5\"}, \"dataset\": {\"name\": \"pets\"}}");
    var worker = FakeWorker.start(registry.host(), servers, "w");
    var first = worker.begin();
    report(1, 900);
    worker.checkpointed(first, 500);
    await().until(() -> count() == 900);
    await().until(() -> client.run(run).at("/artifacts/0/step").asInt() == 500);
    worker.fallSilent();
    var heir = FakeWorker.start(registry.host(), servers, "heir");
    heir.begin(500);
    await().until(() -> count() == 500);
    // A late word of the first attempt, which nobody waits for any more.
    report(1, "late", 850, 950);
    report(2, "again", 501, 1_000);
    await().until(() -> count() == 1_000);
    assertThat(points("&from=900&to=900").get(0).get("value").asDouble()).isEqualTo(2 * value(900));
    assertThat(points("&from=500&to=500").get(0).get("value").asDouble()).isEqualTo(value(500));
  }
}
