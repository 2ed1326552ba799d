package dev.pharos.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pharos.artifacts.ArtifactStore;
import dev.pharos.artifacts.ArtifactsConfig;
import dev.pharos.contracts.ArtifactRef;
import dev.pharos.contracts.job.AttemptCheckpointed;
import dev.pharos.contracts.job.StopReason;
import dev.pharos.contracts.run.MetricPoint;
import dev.pharos.contracts.run.Progress;
import dev.pharos.contracts.worker.AttemptAssigned;
import dev.pharos.registry.support.Datasets;
import dev.pharos.registry.support.FakeWorker;
import dev.pharos.registry.support.TestClient;
import dev.pharos.registry.support.TestRegistry;
import dev.pharos.testkit.TestServers;
import dev.pharos.testkit.WithServers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints are kept by policy, and what nothing needs leaves the disk. */
@WithServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptArtifactsIT {
  private static final String ERROR = "validation/top1-error";
  private static final int BEST = 7;

  private final TestServers servers;
  private Path folder;
  private ArtifactStore store;
  private TestRegistry registry;
  private TestClient client;

  KeptArtifactsIT(TestServers servers) {
    this.servers = servers;
  }

  @BeforeAll
  void start(@TempDir Path artifacts) {
    folder = artifacts;
    store = new ArtifactsConfig(artifacts).open();
    Datasets.add(servers, "pets", 1);
    registry =
        TestRegistry.start(
            servers,
            artifacts,
            Map.of(
                "collection.interval", "200ms",
                "collection.keep-released", "500ms",
                "collection.keep-unnamed", "1h"));
    client = registry.client();
  }

  @AfterAll
  void stop() {
    registry.close();
  }

  private ArtifactRef put(String content) {
    try {
      return store.put(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private ArtifactRef putLongAgo(String content) throws IOException {
    var artifact = put(content);
    age(store.localFile(artifact));
    return artifact;
  }

  private static void age(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
  }

  private boolean has(ArtifactRef artifact) throws IOException {
    return store.contains(artifact);
  }

  private UUID submit(String keep) {
    return client.submit(
        "{\"network\": {\"name\": \"lenet5\"}, \"dataset\": {\"name\": \"pets\"}, \"training\":"
            + " {\"keepCheckpoints\": "
            + keep
            + "}}");
  }

  private List<Long> numbers(String sql, UUID run) throws SQLException {
    var numbers = new ArrayList<Long>();
    try (var connection = servers.connect();
        var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, run);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          numbers.add(rows.getLong(1));
        }
      }
    }
    return numbers;
  }

  private List<Long> rows(UUID run) throws SQLException {
    return numbers("select step from run_checkpoints where run_id = ? order by step", run);
  }

  /** Waits until the store has been looked at from the beginning to the end. */
  private void looked() throws SQLException {
    for (int i = 0; i < 3; i++) {
      var before = lastLook();
      await().until(() -> lastLook() > before);
    }
  }

  private double lastLook() throws SQLException {
    try (var connection = servers.connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery("select extract(epoch from collected_at) from installation")) {
      row.next();
      return row.getDouble(1);
    }
  }

  /** The checkpoints of steps 1 to 30, of which the seventh is the best. */
  private List<ArtifactRef> checkpoints(FakeWorker worker, AttemptAssigned attempt) {
    var all = IntStream.rangeClosed(1, 30).mapToObj(i -> put(attempt.run() + " " + i)).toList();
    say(worker, attempt, all);
    return all;
  }

  private static void say(FakeWorker worker, AttemptAssigned attempt, List<ArtifactRef> all) {
    for (int i = 1; i <= all.size(); i++) {
      var error = Map.of(ERROR, i == BEST ? 0.01 : 0.5);
      worker.checkpointed(attempt, i, all.get(i - 1), error, null);
    }
  }

  @Test
  void ofThirtyCheckpointsTheLastAndTheBestRemainAndTheRunGoesOnFromThere() throws Exception {
    var worker = FakeWorker.start(registry.host(), servers, "w");
    var run = submit("{\"last\": 4, \"spread\": 0}");
    var attempt = worker.begin();
    worker.metrics(run, 1, 1, 30);
    var all = checkpoints(worker, attempt);
    var kept = List.of((long) BEST, 27L, 28L, 29L, 30L);
    await().until(() -> rows(run).equals(kept));
    assertThat(listed(run))
        .containsExactly(
            "30 [newest, last] 0.5",
            "29 [last] 0.5",
            "28 [last] 0.5",
            "27 [last] 0.5",
            "7 [best] 0.01");
    var address = "/v1/runs/" + run + "/checkpoints/";
    assertThat(client.get(address + BEST).response().body()).isEqualTo(run + " " + BEST);
    assertThat(client.get(address + "8").status()).isEqualTo(404);
    for (int i = 1; i <= 30; i++) {
      var checkpoint = all.get(i - 1);
      if (kept.contains((long) i)) {
        assertThat(has(checkpoint)).as("checkpoint %d", i).isTrue();
      } else {
        await("checkpoint " + i).until(() -> !has(checkpoint));
      }
    }
    var freed = registry.host().meters().get("pharos.artifacts.freed").counter();
    await().until(() -> freed.count() >= 25);

    // All that again changes nothing.
    say(worker, attempt, all);
    var next = put("the 31st");
    worker.checkpointed(attempt, 31, next, Map.of(ERROR, 0.6), null);
    var now = List.of((long) BEST, 28L, 29L, 30L, 31L);
    await().until(() -> rows(run).equals(now));

    // What is to be looked at stays for as long as that takes, also when the run has no use for it.
    var look =
        client
            .post("/v1/inspections", "{\"kind\": \"evolution\", \"run\": \"" + run + "\"}")
            .json()
            .get("id")
            .asText();
    assertThat(
            numbers(
                "select (c ->> 'step')::bigint from inspections,"
                    + " jsonb_array_elements(task -> 'checkpoints') c where id = ? order by 1",
                UUID.fromString(look)))
        .isEqualTo(now);
    var better = put("better");
    worker.checkpointed(attempt, 32, better, Map.of(ERROR, 0.001), null);
    await().until(() -> rows(run).equals(List.of(29L, 30L, 31L, 32L)));
    await().until(() -> !has(all.get(26)));
    looked();
    assertThat(has(all.get(BEST - 1))).isTrue();
    assertThat(has(all.get(27))).isTrue();

    worker.stopped(attempt, StopReason.RELEASE, 32, better);
    var second = worker.assigned();
    assertThat(second.resumeFrom()).isEqualTo(better);
    // For when that one cannot be read.
    assertThat(second.olderCheckpoints()).containsExactly(next, all.get(29), all.get(28));
    // Given back untouched: it is still there that the next one begins, with all that was measured.
    worker.stopped(second, StopReason.RELEASE, 0, better);
    var third = worker.begin(32);
    assertThat(third.resumeFrom()).isEqualTo(better);
    assertThat(numbers("select from_step from attempts where run_id = ? order by number", run))
        .containsExactly(0L, 32L, 32L);
    var losses = client.get("/v1/runs/" + run + "/metrics?name=train/loss").json();
    assertThat(losses.at("/series/0/points")).hasSize(30);
    assertThat(rows(run)).containsExactly(29L, 30L, 31L, 32L);
    assertThat(has(better)).isTrue();
    worker.failed(third, "enough", false);
    await().until(() -> client.state(run).equals("FAILED"));
    worker.leave();
  }

  /** As somebody sees them: step, why, and the metric. */
  private List<String> listed(UUID run) {
    var answer = client.get("/v1/runs/" + run + "/checkpoints").json();
    assertThat(answer.get("metric").asText()).isEqualTo(ERROR);
    var lines = new ArrayList<String>();
    for (var item : answer.get("items")) {
      var kept = new ArrayList<String>();
      item.get("kept").forEach(reason -> kept.add(reason.asText()));
      assertThat(item.get("epoch").asInt()).isOne();
      lines.add(item.get("step") + " " + kept + " " + item.at("/metrics").get(ERROR));
    }
    return lines;
  }

  @Test
  void aRunThatEndedBeforeThereWasAPolicyKeepsWhatItAsksFor() throws Exception {
    var worker = FakeWorker.start(registry.host(), servers, "before");
    var run = submit("{\"last\": 2, \"spread\": 0, \"best\": \"train/loss\"}");
    var attempt = worker.begin();
    for (int step = 1; step <= 9; step++) {
      worker.event(
          run,
          new AttemptCheckpointed(
              run, 1, attempt.worker(), step, step, put(run + " " + step), Instant.now()));
    }
    var losses = List.of(0.9, 0.8, 0.1, 0.7, 0.6, 0.6, 0.6, 0.6, 0.6);
    var points =
        IntStream.rangeClosed(1, 9)
            .mapToObj(i -> new MetricPoint("train/loss", i, i, losses.get(i - 1), Instant.now()))
            .toList();
    worker.report(run, 1, points, new Progress(9, 9, 9, 9, 1.0, 0.0));
    await().until(() -> rows(run).size() == 9);
    looked();
    assertThat(rows(run)).hasSize(9);

    worker.failed(attempt, "enough", false);
    await().until(() -> rows(run).equals(List.of(3L, 8L, 9L)));
    assertThat(client.get("/v1/runs/" + run + "/checkpoints").json().at("/items/2/kept/0").asText())
        .isEqualTo("best");
    worker.leave();
  }

  @Test
  void theBestOfATrainingThatStopsEarlyStaysWhateverTheMetricSays() throws Exception {
    var worker = FakeWorker.start(registry.host(), servers, "early");
    var run = submit("{\"last\": 1, \"spread\": 0, \"best\": \"train/loss\"}");
    var attempt = worker.begin();
    var first = put("first");
    worker.checkpointed(attempt, 1, first, Map.of("train/loss", 3.0), null);
    worker.checkpointed(attempt, 2, put("second"), Map.of("train/loss", 1.0), first);
    worker.checkpointed(attempt, 3, put("third"), Map.of("train/loss", 2.0), first);

    await().until(() -> rows(run).equals(List.of(1L, 2L, 3L)));
    // A worker of an earlier version, which does not say what it needs.
    worker.checkpointed(attempt, 4);
    await().until(() -> rows(run).equals(List.of(1L, 2L, 3L, 4L)));

    // A late duplicate of the first leads nobody back to it.
    worker.checkpointed(attempt, 1, first, Map.of("train/loss", 3.0), null);
    worker.failed(attempt, "once more", true);
    var second = worker.begin(4);
    assertThat(second.resumeFrom()).isEqualTo(FakeWorker.CHECKPOINT);
    worker.failed(second, "enough", false);
    await().until(() -> client.state(run).equals("FAILED"));
    worker.leave();
  }

  @Test
  void onlyWhatNothingNeedsIsDeletedAndOnlyWhenItIsOld() throws Exception {
    var young = put("just written, and its message is under way");
    var mine = put("a model");
    name(mine);
    age(store.localFile(mine));
    var temporary = Files.writeString(folder.resolve("unfinished/left-behind"), "half");
    age(temporary);
    var writing = Files.writeString(folder.resolve("unfinished/being-written"), "half");
    var old = putLongAgo("nobody knows what this was");

    await().until(() -> !has(old));
    await().until(() -> Files.notExists(temporary));
    assertThat(writing).exists();
    assertThat(has(young)).isTrue();
    assertThat(has(mine)).isTrue();

    // Where somebody else keeps artifacts, too, nobody knows what is needed.
    var stranger = Files.createFile(folder.resolve("owners/" + UUID.randomUUID()));
    looked();
    var theirs = putLongAgo("of another installation");
    looked();
    assertThat(has(theirs)).isTrue();
    Files.delete(stranger);
    await().until(() -> !has(theirs));
  }

  @Test
  void whatImportsLeaveBehindIsDeletedAndWhatVersionsShareStays() throws Exception {
    var crashed = putLongAgo("put by an import that died before its row");
    var shared = put("the images of the first version");
    var added = put("the images of the second");
    version(1, shared, "[]");
    version(2, added, "[{\"digest\": \"%s\", \"size\": 1}]".formatted(shared.digest()));
    await().until(() -> !has(crashed));

    execute("delete from dataset_versions where dataset = 'growing' and version = 1");
    looked();
    assertThat(has(shared)).isTrue();
    // The process that was to delete the files at once was killed.
    execute("delete from dataset_versions where dataset = 'growing'");
    await().until(() -> !has(shared) && !has(added));
  }

  private void version(int number, ArtifactRef file, String parts) throws SQLException {
    execute(
        """
        insert into datasets (name) values ('growing') on conflict do nothing;
        insert into dataset_versions
          (dataset, version, content_id, packed_digest, packed_size, parts, height, width, channels,
           classes, counts, training, validation, test, statistics, source)
        select 'growing', %d, '%s', '%s', 1, '%s', height, width, channels,
          classes, counts, training, validation, test, statistics, source
        from dataset_versions where dataset = 'pets'"""
            .formatted(number, file.digest(), file.digest(), parts));
  }

  private void execute(String sql) throws SQLException {
    try (var connection = servers.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Makes a run's model of it. */
  private void name(ArtifactRef artifact) throws SQLException {
    var run = submit("{}");
    try (var connection = servers.connect();
        var statement =
            connection.prepareStatement(
                "insert into run_artifacts (run_id, name, attempt, step, digest, size)"
                    + " values (?, 'model', 1, 1, ?, ?)")) {
      statement.setObject(1, run);
      statement.setString(2, artifact.digest());
      statement.setLong(3, artifact.size());
      statement.execute();
    }
    client.post("/v1/runs/" + run + "/cancel", "{}");
  }
}
